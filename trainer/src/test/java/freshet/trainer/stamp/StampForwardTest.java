package freshet.trainer.stamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import freshet.model.BatchRecommender;
import freshet.model.NextItemModel;
import freshet.model.SessionBatch;
import freshet.model.arithmetic.Arithmetic;
import freshet.model.arithmetic.KernelChoice;
import freshet.model.arithmetic.ScoringMode;
import freshet.model.bundle.ModelBundle;
import freshet.model.kind.ModelKinds;
import freshet.trainer.Logs;
import freshet.trainer.TrainingData;
import freshet.trainer.TrainingListener;
import freshet.trainer.neural.TrainingPass;
import freshet.trainer.neural.TrainingState;
import freshet.trainer.neural.WindowBatches;
import freshet.trainer.settings.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trainer, serving encoder and formulas give the same scores for windows of any length. */
class StampForwardTest {
    private static final int ITEMS = 101; // no multiple of a panel's width
    private static final TrainingData CYCLE = Logs.cycle(ITEMS, 300);
    private static final int LONGEST = 40; // more than a window's rows at once

    @ParameterizedTest
    @CsvSource({"16, 50, 1", "37, 50, 2", "37, 3, 1", "9, 20, 1", "100, 1, 1"})
    void trainerAndServingScoreByTheFormulas(int width, int window, int threads) {
        Stamp model = model(width, window, threads);
        StampWeights weights = learned(model);
        ReferenceStamp formulas = new ReferenceStamp(weights);
        List<int[]> sessions = sessions();

        double[][] expected = sessions.stream()
                .map(session -> scores(formulas, session, window))
                .toArray(double[][]::new);
        try (StampForward forward = new StampForward(weights, window)) {
            for (int session = 0; session < expected.length; session++) {
                assertClose(weights.parameters.scores(forward.query(sessions.get(session))), expected[session]);
            }
        }
        for (KernelChoice kernel : List.of(KernelChoice.VECTOR, KernelChoice.ND4J)) {
            assertServed(bundle(model, weights), kernel, sessions, expected);
        }
    }

    private static void assertServed(
            ModelBundle bundle, KernelChoice kernel, List<int[]> sessions, double[][] expected) {
        Arithmetic arithmetic = new Arithmetic(kernel, ScoringMode.EXACT);
        try (NextItemModel model = ModelKinds.named(Stamp.KIND).build(bundle, arithmetic);
                BatchRecommender recommender = model.newRecommender(sessions.size(), ITEMS)) {
            SessionBatch batch = new SessionBatch(sessions.size(), LONGEST, model.stateWidth());
            for (int[] session : sessions) {
                int index = batch.add();
                Arrays.stream(session).forEach(item -> batch.append(index, item));
            }
            recommender.score(batch, (session, scores) -> assertClose(scores, expected[session]));
        }
    }

    private static double[] scores(ReferenceStamp formulas, int[] session, int window) {
        double[] query = formulas.query(Arrays.stream(session)
                .skip(Math.max(0, session.length - window))
                .mapToObj(formulas::row)
                .toArray(double[][]::new));
        return IntStream.range(0, ITEMS)
                .mapToDouble(item -> formulas.score(query, item))
                .toArray();
    }

    private static void assertClose(float[] scores, double[] expected) {
        for (int item = 0; item < ITEMS; item++) {
            assertThat((double) scores[item]).as("item %s", item).isCloseTo(expected[item], within(1e-4));
        }
    }

    private static Stamp model(int width, int window, int threads) {
        return Stamp.from(new Settings(
                Stamp.KIND,
                Stamp.ALLOWED,
                Map.of(
                        "width", Integer.toString(width),
                        "window", Integer.toString(window),
                        "threads", Integer.toString(threads),
                        "batch_size", "16",
                        "n_sample", "32",
                        "dropout_embedding", "0.9",
                        "dropout_hidden", "0.9")));
    }

    /** After two passes; dropout of nine tenths would be seen in the scores. */
    private static StampWeights learned(Stamp model) {
        TrainingState state = TrainingState.fresh(CYCLE, model);
        TrainingPass<WindowBatches> pass = new TrainingPass<>(state, CYCLE, model, TrainingListener.SILENT);
        pass.run(1);
        pass.run(2);
        return new StampWeights(state.learned());
    }

    /** Of one event up to {@link #LONGEST}. */
    private static List<int[]> sessions() {
        SplittableRandom random = new SplittableRandom(1);
        return IntStream.rangeClosed(1, LONGEST)
                .filter(length -> length < 9 || length % 8 == 0)
                .mapToObj(length -> random.ints(length, 0, ITEMS).toArray())
                .toList();
    }

    private static ModelBundle bundle(Stamp model, StampWeights weights) {
        return new ModelBundle(
                Stamp.KIND,
                model.configuration(),
                JsonNodeFactory.instance.objectNode(),
                Map.of(),
                CYCLE.vocabulary(),
                CYCLE.support(),
                weights.parameters.tensors(""),
                List.of());
    }
}
