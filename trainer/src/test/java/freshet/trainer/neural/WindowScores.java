package freshet.trainer.neural;

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
import freshet.trainer.neural.weights.Parameter;
import freshet.trainer.neural.weights.Parameters;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Holds the scores of a window model, in the trainer and as it is served, against its formulas:
 * after two passes, for sessions of one event up to more than a window's rows at once.
 */
public final class WindowScores {
    private static final int ITEMS = 101; // no multiple of a panel's width
    private static final TrainingData CYCLE = Logs.cycle(ITEMS, 300);
    private static final int LONGEST = 40;

    private WindowScores() {}

    /** Settings for few and small steps; dropout of nine tenths would be seen in the scores. */
    public static Map<String, String> settings(int width, int window, int threads) {
        return Map.of(
                "width", Integer.toString(width),
                "window", Integer.toString(window),
                "threads", Integer.toString(threads),
                "batch_size", "16",
                "n_sample", "32",
                "dropout_embedding", "0.9",
                "dropout_hidden", "0.9");
    }

    /**
     * Fails if a score is not that of the formulas.
     *
     * @param window most items of the model's windows
     * @param formulas of the learned weights: from a window's items, oldest first, to its query in
     *     double precision (h)
     */
    public static void check(
            NeuralModel<WindowBatches> model, int window, Function<Parameters, Function<int[], double[]>> formulas) {
        checkTimed(model, window, weights -> {
            Function<int[], double[]> query = formulas.apply(weights);
            return (items, time) -> query.apply(items);
        });
    }

    /**
     * The same for a model that reads when the newest event of a window was; the formulas get that
     * too, in milliseconds since 1970, empty where it is not known.
     */
    public static void checkTimed(
            NeuralModel<WindowBatches> model,
            int window,
            Function<Parameters, BiFunction<int[], OptionalLong, double[]>> formulas) {
        TrainingState state = TrainingState.fresh(CYCLE, model);
        TrainingPass<WindowBatches> pass = new TrainingPass<>(state, CYCLE, model, TrainingListener.SILENT);
        pass.run(1);
        pass.run(2);
        Parameters weights = state.learned();
        List<int[]> sessions = sessions();
        BiFunction<int[], OptionalLong, double[]> query = formulas.apply(weights);
        double[][] expected = IntStream.range(0, sessions.size())
                .mapToObj(index -> scores(weights, query.apply(newest(sessions.get(index), window), time(index))))
                .toArray(double[][]::new);

        try (ReferenceForward forward = model.reference(weights)) {
            for (int session = 0; session < expected.length; session++) {
                int[] items = sessions.get(session);
                OptionalLong time = time(session);
                float[] found = time.isPresent() ? forward.query(items, time.getAsLong()) : forward.query(items);
                assertClose(weights.scores(found), expected[session]);
            }
        }
        for (KernelChoice kernel : List.of(KernelChoice.VECTOR, KernelChoice.ND4J)) {
            assertServed(bundle(model, weights), kernel, sessions, expected);
        }
    }

    /** Of one event up to {@link #LONGEST}. */
    private static List<int[]> sessions() {
        SplittableRandom random = new SplittableRandom(1);
        return IntStream.rangeClosed(1, LONGEST)
                .filter(length -> length < 9 || length % 8 == 0)
                .mapToObj(length -> random.ints(length, 0, ITEMS).toArray())
                .toList();
    }

    /** Over some months at any hour; every third session has none. */
    private static OptionalLong time(int session) {
        return session % 3 == 2 ? OptionalLong.empty() : OptionalLong.of(1_000_000_000_000L + session * 987_654_321L);
    }

    private static int[] newest(int[] session, int window) {
        return Arrays.copyOfRange(session, Math.max(0, session.length - window), session.length);
    }

    private static double[] scores(Parameters weights, double[] query) {
        Parameter embedding = weights.get(Parameters.EMBEDDING);
        return IntStream.range(0, ITEMS)
                .mapToDouble(item -> weights.bias()[item]
                        + IntStream.range(0, query.length)
                                .mapToDouble(i -> query[i] * embedding.values()[item * query.length + i])
                                .sum())
                .toArray();
    }

    private static void assertServed(
            ModelBundle bundle, KernelChoice kernel, List<int[]> sessions, double[][] expected) {
        Arithmetic arithmetic = new Arithmetic(kernel, ScoringMode.EXACT);
        try (NextItemModel model = ModelKinds.named(bundle.kind()).build(bundle, arithmetic);
                BatchRecommender recommender = model.newRecommender(sessions.size(), ITEMS)) {
            SessionBatch batch = new SessionBatch(sessions.size(), LONGEST, model.stateWidth());
            for (int[] session : sessions) {
                int index = batch.add();
                for (int i = 0; i < session.length; i++) {
                    long before = (session.length - 1L - i) * 5_000_000; // over an hour
                    OptionalLong time = time(index);
                    batch.append(
                            index, session[i], time.isPresent() ? time.getAsLong() - before : SessionBatch.NO_TIME);
                }
            }
            recommender.score(batch, (session, scores) -> assertClose(scores, expected[session]));
        }
    }

    private static ModelBundle bundle(NeuralModel<WindowBatches> model, Parameters weights) {
        return new ModelBundle(
                model.kind(),
                model.configuration(),
                JsonNodeFactory.instance.objectNode(),
                Map.of(),
                CYCLE.vocabulary(),
                CYCLE.support(),
                weights.tensors(""),
                List.of());
    }

    private static void assertClose(float[] scores, double[] expected) {
        for (int item = 0; item < ITEMS; item++) {
            assertThat((double) scores[item]).as("item %s", item).isCloseTo(expected[item], within(1e-4));
        }
    }
}
