package freshet.trainer.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import freshet.model.bundle.ModelBundle;
import freshet.model.data.LoggedEvent;
import freshet.model.evaluation.Evaluator;
import freshet.model.evaluation.RankingMetrics;
import freshet.model.load.ModelLoader;
import freshet.model.load.ServedModel;
import freshet.model.session.ItemEvent;
import freshet.model.session.SessionRules;
import freshet.trainer.Logs;
import freshet.trainer.Trainers;
import freshet.trainer.TrainingData;
import freshet.trainer.TrainingListener;
import freshet.trainer.Validation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A trained GRU is judged by sessions, not by keys, and lives with items that it never saw. */
class Gru4RecEvaluationTest {
    private static final TrainingData CYCLE = Logs.cycle(12, 60);
    private static final long GAP = Duration.ofMinutes(30).toMillis();

    /**
     * An unknown item is a miss where it is wanted, and leaves the session's state as it was where
     * it is seen.
     */
    @Test
    void unknownItemsAreMissedAndDoNotStopTheEvaluation() {
        RankingMetrics known = measured("item1 item2 item3");

        RankingMetrics mixed = measured("item1 new item2 newer item3");

        assertThat(known.predictions()).isEqualTo(2);
        assertThat(known.hits()).isEqualTo(2);
        assertThat(mixed.predictions()).isEqualTo(4);
        assertThat(mixed.hits()).isEqualTo(2);
        assertThat(mixed.mrr() * 4).isCloseTo(known.mrr() * 2, within(1e-12));
        assertThat(mixed.ndcg() * 4).isCloseTo(known.ndcg() * 2, within(1e-12));
    }

    private static RankingMetrics measured(String session) {
        return new Validation(Logs.sessions(session)).measure(trained());
    }

    /** Of a key's first session the second one's ranks know nothing. */
    @Test
    void sessionsOfOneKeyWithAGapBetweenAreTwo() {
        List<String> first = List.of("item1", "item2", "item9", "item3");
        List<String> second = List.of("item7", "item2", "item6", "item11", "item4");

        RankingMetrics twoKeys = measured("x", first, "y", second, GAP + 1_000_000);

        RankingMetrics apart = measured("x", first, "x", second, GAP + 1_000_000);
        assertThat(apart.predictions()).isEqualTo(twoKeys.predictions()).isEqualTo(7);
        assertThat(apart.mrr()).isCloseTo(twoKeys.mrr(), within(1e-12)); // summed in another order
        assertThat(apart.ndcg()).isCloseTo(twoKeys.ndcg(), within(1e-12));
        assertThat(measured("x", first, "x", second, 1_000).predictions()).isEqualTo(8);
    }

    private static RankingMetrics measured(
            String firstKey, List<String> first, String secondKey, List<String> second, long between) {
        List<LoggedEvent> log = new ArrayList<>();
        long time = 1_000_000_000_000L;
        for (String item : first) {
            log.add(new LoggedEvent(firstKey, ItemEvent.view(item, time += 1000)));
        }
        time += between;
        for (String item : second) {
            log.add(new LoggedEvent(secondKey, ItemEvent.view(item, time += 1000)));
        }
        try (ServedModel served = ModelLoader.load(trained(), 1)) {
            return new Evaluator(served, new SessionRules(GAP, 50), 12)
                    .evaluate(log)
                    .metrics();
        }
    }

    private static ModelBundle trained() {
        return Trainers.named(Gru4Rec.KIND, TestSettings.map("layers=16 batch_size=8 n_sample=16 epochs=2"))
                .train(CYCLE, TrainingListener.SILENT);
    }
}
