package freshet.trainer.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import freshet.model.BatchRecommender;
import freshet.model.NextItemModel;
import freshet.model.RankedItems;
import freshet.model.SessionBatch;
import freshet.model.arithmetic.Arithmetic;
import freshet.model.arithmetic.KernelChoice;
import freshet.model.arithmetic.ScoringMode;
import freshet.model.bundle.ModelBundle;
import freshet.model.kind.ModelKinds;
import freshet.trainer.Logs;
import freshet.trainer.TrainingData;
import freshet.trainer.TrainingListener;
import freshet.trainer.neural.SessionParallelBatches;
import freshet.trainer.neural.TrainingPass;
import freshet.trainer.neural.TrainingState;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The trainer's forward pass, the serving encoders and kernels, and the reference give the same
 * scores, for any weights and any way that sessions come: together in a batch, alone, or event by
 * event.
 */
class RecurrentForwardTest {
    private static final int ITEMS = 101; // no multiple of a panel's width
    private static final int EPOCHS = 3;
    private static final TrainingData CYCLE = Logs.cycle(ITEMS, 300);
    private static final List<int[]> SESSIONS = sessions(13, 9);

    /**
     * Every embedding, one to three layers, widths that fill vectors and such that do not, every
     * loss.
     */
    static Stream<String> architecturesAndLosses() {
        return Stream.of("embedding=shared", "embedding=separate embedding_width=21", "embedding=one-hot")
                .flatMap(embedding -> Stream.of("layers=16", "layers=37", "layers=9,33", "layers=24,19,13")
                        .flatMap(layers -> Stream.of("cross-entropy", "bpr-max elu=0.5 bpreg=1", "bce")
                                .map(loss -> embedding + " " + layers + " loss=" + loss)));
    }

    /** What else a training may be told. */
    static Stream<String> otherSettings() {
        return Stream.of(
                "layers=100",
                "layers=128,100",
                "layers=50 embedding=separate embedding_width=130",
                "momentum=0.5",
                "average_span=0",
                "average_span=1",
                "bptt_length=4 layers=20,20",
                "logq=0",
                "logq=0.5 sample_alpha=1",
                "sample_alpha=0 n_sample=500",
                "n_sample=0 batch_size=32",
                "learning_rate=0.3",
                "elu=1 loss=bpr-max logq=0",
                "threads=2 layers=24,24",
                "dropout_embedding=0 dropout_hidden=0",
                "seed=-7");
    }

    /** Other cells. */
    static Stream<String> otherCells() {
        return Stream.of("model=lstm", "model=rnn", "model=rnn activation=relu").flatMap(cell -> Stream.of(
                        "embedding=shared layers=37",
                        "embedding=separate embedding_width=21 layers=24,19,13",
                        "embedding=one-hot layers=9,33",
                        "layers=20,20 bptt_length=4 threads=2")
                .map(settings -> cell + " " + settings));
    }

    @ParameterizedTest
    @MethodSource({"architecturesAndLosses", "otherSettings", "otherCells"})
    void servingScoresAsTheTrainerDoes(String settings) {
        RecurrentWeights weights = learned(settings);
        float[][] expected = SESSIONS.stream()
                .map(session -> trainerScores(weights, session))
                .toArray(float[][]::new);

        for (KernelChoice kernel : List.of(KernelChoice.VECTOR, KernelChoice.ND4J)) {
            try (NextItemModel model = ModelKinds.named(kind(settings))
                    .build(bundle(kind(settings), weights), new Arithmetic(kernel, ScoringMode.EXACT))) {
                assertScoredTogether(model, expected);
                assertScoredAloneEventByEvent(model, expected);
                assertRankedBySoftmax(model, expected);
            }
        }
    }

    private static void assertScoredTogether(NextItemModel model, float[][] expected) {
        try (BatchRecommender recommender = model.newRecommender(SESSIONS.size(), ITEMS)) {
            recommender.score(batchOfAll(model), (session, scores) -> assertClose(scores, expected[session]));
        }
    }

    private static void assertScoredAloneEventByEvent(NextItemModel model, float[][] expected) {
        try (BatchRecommender recommender = model.newRecommender(1, ITEMS)) {
            for (int s = 0; s < SESSIONS.size(); s++) {
                int[] session = SESSIONS.get(s);
                float[] last = new float[ITEMS];
                SessionBatch batch = new SessionBatch(1, session.length, model.stateWidth());
                batch.add();
                for (int row : session) {
                    batch.append(0, row);
                    recommender.score(batch, (only, scores) -> System.arraycopy(scores, 0, last, 0, ITEMS));
                }
                assertClose(last, expected[s]);
            }
        }
    }

    private static void assertRankedBySoftmax(NextItemModel model, float[][] expected) {
        RankedItems ranked = new RankedItems(SESSIONS.size(), ITEMS);
        try (BatchRecommender recommender = model.newRecommender(SESSIONS.size(), ITEMS)) {
            recommender.recommend(batchOfAll(model), ranked);
        }
        for (int session = 0; session < expected.length; session++) {
            float[] scores = expected[session];
            double logSum = Math.log(IntStream.range(0, ITEMS)
                    .mapToDouble(row -> Math.exp(scores[row]))
                    .sum());
            assertThat(ranked.count(session)).isEqualTo(ITEMS);
            for (int rank = 0; rank < ITEMS; rank++) {
                assertThat(Math.log(ranked.probability(session, rank)))
                        .as("session %s, rank %s", session, rank)
                        .isCloseTo(scores[ranked.row(session, rank)] - logSum, within(1e-4));
            }
        }
    }

    /** Dropout of nine tenths in training would be seen here. */
    @ParameterizedTest
    @MethodSource({"architecturesAndLosses", "otherSettings", "otherCells"})
    void scoresAreThoseOfTheFormulasWithoutDropout(String settings) {
        RecurrentWeights weights = learned("dropout_embedding=0.9 dropout_hidden=0.9 " + settings);
        ReferenceRecurrent reference = new ReferenceRecurrent(weights);
        for (int[] session : SESSIONS) {
            double[][] states = reference.start();
            for (int item : session) {
                states = reference.fold(states, item);
            }
            float[] scores = trainerScores(weights, session);
            for (int row = 0; row < ITEMS; row++) {
                assertThat((double) scores[row]).isCloseTo(reference.score(states, row), within(1e-4));
            }
        }
    }

    /** What a bundle would hold after some passes, over which the loss has fallen. */
    private static RecurrentWeights learned(String more) {
        RecurrentModel model =
                TestSettings.of("layers=16 batch_size=16 n_sample=32 dropout_embedding=0.2 dropout_hidden=0.1"
                        + " momentum=0.2 " + more);
        TrainingState state = TrainingState.fresh(CYCLE, model);
        TrainingPass<SessionParallelBatches> pass = new TrainingPass<>(state, CYCLE, model, TrainingListener.SILENT);
        double first = pass.run(1);
        double last =
                IntStream.rangeClosed(2, EPOCHS).mapToDouble(pass::run).min().orElseThrow();
        assertThat(last).as("loss").isLessThan(first);
        return new RecurrentWeights(state.learned(), model.architecture());
    }

    private static float[] trainerScores(RecurrentWeights weights, int[] session) {
        try (RecurrentForward forward = new RecurrentForward(weights)) {
            forward.query(new int[] {5}); // of another session, to be forgotten
            return weights.parameters.scores(forward.query(session));
        }
    }

    private static SessionBatch batchOfAll(NextItemModel model) {
        int longest =
                SESSIONS.stream().mapToInt(session -> session.length).max().orElseThrow();
        SessionBatch batch = new SessionBatch(SESSIONS.size(), longest, model.stateWidth());
        for (int[] session : SESSIONS) {
            int index = batch.add();
            for (int row : session) {
                batch.append(index, row);
            }
        }
        return batch;
    }

    private static void assertClose(float[] scores, float[] expected) {
        for (int row = 0; row < ITEMS; row++) {
            assertThat(scores[row]).as("row %s", row).isCloseTo(expected[row], within(1e-4f));
        }
    }

    /** Of one event up to {@code longest}, in turn. */
    private static List<int[]> sessions(int count, int longest) {
        SplittableRandom random = new SplittableRandom(1);
        return IntStream.range(0, count)
                .mapToObj(
                        session -> random.ints(1 + session % longest, 0, ITEMS).toArray())
                .toList();
    }

    private static String kind(String settings) {
        return TestSettings.of(settings).kind();
    }

    private static ModelBundle bundle(String kind, RecurrentWeights weights) {
        return new ModelBundle(
                kind,
                weights.architecture.configuration(),
                JsonNodeFactory.instance.objectNode(),
                Map.of(),
                CYCLE.vocabulary(),
                CYCLE.support(),
                weights.parameters.tensors(""),
                List.of());
    }
}
