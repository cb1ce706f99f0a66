package freshet.model.kind;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.model.BatchRecommender;
import freshet.model.NextItemModel;
import freshet.model.RankedItems;
import freshet.model.SessionBatch;
import freshet.model.arithmetic.Arithmetic;
import freshet.model.arithmetic.KernelChoice;
import freshet.model.arithmetic.ScoringMode;
import freshet.model.calibration.CalibratedModel;
import freshet.model.calibration.Calibration;
import freshet.model.calibration.ShareLine;
import freshet.model.testing.SteadyAllocation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** An answer of any kind of model costs no garbage, whose collection would hold others up. */
class KindAllocationTest {
    private static final int ITEMS = 300;
    private static final int WIDTH = 24;
    private static final int SESSIONS = 3;
    private static final int LONGEST = 6;

    @Test
    void onceCompiledAnAnswerOfAnyKindAllocatesNothing() throws Exception {
        assertThat(SteadyAllocation.of(Answers.class)).isEmpty();
    }

    /** One for each example of each kind, with calibrated probabilities. */
    public static final class Answers implements Supplier<Map<String, Runnable>> {
        private static final Calibration CALIBRATION =
                new Calibration(1.2, 0.5, new ShareLine(-0.5, 0.5), new ShareLine(0.5, 0.2));

        @Override
        public Map<String, Runnable> get() {
            Map<String, Runnable> answers = new LinkedHashMap<>();
            KindExample.ofEveryKind(5, ITEMS, WIDTH)
                    .forEach(bundle -> answers.put(
                            bundle.kind() + " " + bundle.configuration(),
                            answer(new CalibratedModel(
                                    TinyBundles.build(bundle, new Arithmetic(KernelChoice.VECTOR, ScoringMode.EXACT)),
                                    CALIBRATION))));
            return answers;
        }

        private static Runnable answer(NextItemModel model) {
            BatchRecommender recommender = model.newRecommender(SESSIONS, 10);
            SessionBatch batch = new SessionBatch(SESSIONS, LONGEST, model.stateWidth());
            RankedItems ranked = new RankedItems(SESSIONS, 10);
            return () -> {
                batch.clear();
                for (int session = 0; session < SESSIONS; session++) {
                    batch.add();
                    for (int position = 0; position < LONGEST - session; position++) {
                        batch.append(session, (session * 11 + position * 6) % ITEMS, 1_700_000_000_000L);
                    }
                    batch.excluded().add(session, 7);
                }
                recommender.recommend(batch, ranked);
            };
        }
    }
}
