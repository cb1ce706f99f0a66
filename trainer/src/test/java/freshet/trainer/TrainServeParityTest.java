package freshet.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import freshet.model.BatchRecommender;
import freshet.model.NextItemModel;
import freshet.model.RankedItems;
import freshet.model.SessionBatch;
import freshet.model.arithmetic.Arithmetic;
import freshet.model.arithmetic.KernelChoice;
import freshet.model.arithmetic.ScoringMode;
import freshet.model.arithmetic.ScoringPrecision;
import freshet.model.bundle.BundleFile;
import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.SelfTestCase;
import freshet.model.load.ModelLoader;
import freshet.model.load.ServedModel;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every model of the registry is served as it was trained: each arithmetic gives the probabilities
 * of the trainer's own forward pass.
 */
class TrainServeParityTest {
    private static final List<Arithmetic> EXACT = List.of(
            new Arithmetic(KernelChoice.VECTOR, ScoringMode.EXACT),
            new Arithmetic(KernelChoice.ND4J, ScoringMode.EXACT));
    private static final Arithmetic PRUNED = new Arithmetic(KernelChoice.VECTOR, ScoringMode.PRUNED);
    private static final Arithmetic HALF =
            new Arithmetic(KernelChoice.VECTOR, ScoringMode.EXACT, ScoringPrecision.BFLOAT16);

    @TempDir
    Path folder;

    static List<String> models() {
        return Trainers.names();
    }

    @ParameterizedTest
    @MethodSource("models")
    void everyArithmeticServesWhatTheTrainerSaw(String model) {
        ModelBundle bundle = train(model);
        Path file = folder.resolve(model);
        BundleFile.write(file, bundle);

        for (Arithmetic arithmetic : EXACT) {
            assertServes(bundle, file, arithmetic, 1e-5f);
        }
        assertServes(bundle, file, PRUNED, 1e-2f); // its denominator is an estimate
        assertServes(bundle, file, HALF, 1e-2f);
    }

    private static ModelBundle train(String model) {
        return Trainers.named(model, Trainers.quick(model)).train(Logs.unevenCycle(60, 150), TrainingListener.SILENT);
    }

    /** Of each session of the self-test, the probability of every item that the trainer expects. */
    private static void assertServes(ModelBundle bundle, Path file, Arithmetic arithmetic, float tolerance) {
        assertThat(bundle.selfTest()).isNotEmpty();
        try (ServedModel served = ModelLoader.load(file, 1, arithmetic)) {
            for (SelfTestCase session : bundle.selfTest()) {
                float[] probabilities = probabilities(served.model(), session);
                assertThat(session.expected()).isNotEmpty();
                for (int rank = 0; rank < session.expected().size(); rank++) {
                    String item = session.expected().get(rank);
                    assertThat(probabilities[row(served.model(), item)])
                            .as("%s after %s by %s", item, session.items(), arithmetic)
                            .isCloseTo(session.probabilities().get(rank), within(tolerance));
                }
            }
        }
    }

    /** Of all items, by row; 0 for one that is not ranked. */
    private static float[] probabilities(NextItemModel model, SelfTestCase session) {
        int items = model.vocabulary().size();
        float[] probabilities = new float[items];
        SessionBatch batch = new SessionBatch(1, session.items().size(), model.stateWidth());
        batch.add();
        long time = session.time().orElse(SessionBatch.NO_TIME);
        session.items().forEach(item -> batch.append(0, row(model, item), time));
        RankedItems ranked = new RankedItems(1, items);
        try (BatchRecommender recommender = model.newRecommender(1, items)) {
            recommender.recommend(batch, ranked);
        }
        for (int rank = 0; rank < ranked.count(0); rank++) {
            probabilities[ranked.row(0, rank)] = ranked.probability(0, rank);
        }
        return probabilities;
    }

    private static int row(NextItemModel model, String item) {
        return model.vocabulary().row(item).orElseThrow();
    }
}
