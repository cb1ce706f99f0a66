package freshet.trainer.gru4rec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import freshet.model.BatchRecommender;
import freshet.model.NextItemModel;
import freshet.model.RankedItems;
import freshet.model.SessionBatch;
import freshet.model.bundle.ModelBundle;
import freshet.model.serving.Arithmetic;
import freshet.model.serving.KernelChoice;
import freshet.model.serving.ModelKinds;
import freshet.model.serving.ScoringMode;
import freshet.trainer.Logs;
import freshet.trainer.TrainingData;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The trainer's forward pass, the serving encoder and the reference give the same scores, whatever was trained. */
class Gru4RecScorerTest {
    private static final TrainingData CYCLE = Logs.cycle(12, 60);
    private static final int[] SESSION = {3, 0, 7, 7, 11};

    static Stream<String> settings() {
        return Stream.of("embedding=shared", "embedding=separate embedding_width=5", "embedding=one-hot")
                .flatMap(embedding -> Stream.of("layers=16", "layers=7,16", "layers=6,8,4")
                        .flatMap(layers -> Stream.of("cross-entropy", "bpr-max elu=0.5 bpreg=1", "bce")
                                .map(loss -> embedding + " " + layers + " loss=" + loss)));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void servingScoresAsTheTrainerDoes(String settings) {
        Gru4RecWeights weights = trained(settings + " dropout_embedding=0.2 dropout_hidden=0.1");
        double[] trainer = new double[12];
        float[] scores = scorer(weights).scores();
        for (int row = 0; row < 12; row++) {
            trainer[row] = scores[row];
        }

        for (KernelChoice kernel : List.of(KernelChoice.VECTOR, KernelChoice.ND4J)) {
            assertServed(bundle(weights), kernel, trainer);
        }
    }

    private static void assertServed(ModelBundle bundle, KernelChoice kernel, double[] expected) {
        try (NextItemModel model = ModelKinds.build(bundle, new Arithmetic(kernel, ScoringMode.EXACT));
                BatchRecommender recommender = model.newRecommender(1, 12)) {
            SessionBatch batch = new SessionBatch(1, SESSION.length, model.stateWidth());
            RankedItems ranked = new RankedItems(1, 12);
            batch.add();
            for (int row : SESSION) {
                batch.append(0, row);
            }
            recommender.recommend(batch, ranked);
            assertThat(ranked.count(0)).isEqualTo(12);
            double logSum = Math.log(Arrays.stream(expected).map(Math::exp).sum());
            for (int rank = 0; rank < 12; rank++) {
                double logProbability = expected[ranked.row(0, rank)] - logSum;
                assertThat(Math.log(ranked.probability(0, rank)))
                        .as("%s, rank %s", kernel, rank)
                        .isCloseTo(logProbability, within(1e-4));
            }
        }
    }

    /** Dropout of nine tenths in training would be seen here. */
    @ParameterizedTest
    @MethodSource("settings")
    void scoresAreThoseOfTheFormulasWithoutDropout(String settings) {
        Gru4RecWeights weights = trained(settings + " dropout_embedding=0.9 dropout_hidden=0.9");
        Gru4RecScorer scorer = scorer(weights);
        ReferenceGru4Rec reference = new ReferenceGru4Rec(weights);
        double[][] states = reference.start();
        for (int item : SESSION) {
            states = reference.fold(states, item);
        }
        for (int row = 0; row < 12; row++) {
            assertThat((double) scorer.scores()[row]).isCloseTo(reference.score(states, row), within(1e-4));
        }
    }

    private static Gru4RecWeights trained(String settings) {
        Gru4RecSettings parsed = TestSettings.of("batch_size=8 n_sample=16 momentum=0.2 " + settings);
        Gru4RecState state = Gru4RecState.fresh(CYCLE, parsed);
        Gru4RecNetwork network = new Gru4RecNetwork(CYCLE, parsed, state, 1);
        SessionParallelBatches batch = new SessionParallelBatches(CYCLE.items(), CYCLE.sessionOffsets(), 8);
        while (batch.next()) {
            network.step(batch);
        }
        network.finish();
        return state.weights();
    }

    private static Gru4RecScorer scorer(Gru4RecWeights weights) {
        Gru4RecScorer scorer = new Gru4RecScorer(weights);
        scorer.fold(5); // of another session, to be forgotten
        scorer.startSession();
        for (int item : SESSION) {
            scorer.fold(item);
        }
        return scorer;
    }

    private static ModelBundle bundle(Gru4RecWeights weights) {
        return new ModelBundle(
                Gru4RecTrainer.KIND,
                weights.architecture.configuration(),
                JsonNodeFactory.instance.objectNode(),
                Map.of(),
                CYCLE.vocabulary(),
                CYCLE.support(),
                weights.tensors(),
                List.of());
    }
}
