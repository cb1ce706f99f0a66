package freshet.model.kind;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.model.BatchRecommender;
import freshet.model.NextItemModel;
import freshet.model.RankedItems;
import freshet.model.SessionBatch;
import freshet.model.arithmetic.Arithmetic;
import freshet.model.arithmetic.KernelChoice;
import freshet.model.arithmetic.ScoringMode;
import freshet.model.bundle.BundleException;
import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Weights of all magnitudes over a long session: a neural model that is not refused answers with
 * probabilities, in every way that it computes.
 */
final class FiniteAnswers {
    private static final int LENGTH = 50;
    private static final List<Arithmetic> ALL = List.of(
            new Arithmetic(KernelChoice.VECTOR, ScoringMode.EXACT),
            new Arithmetic(KernelChoice.VECTOR, ScoringMode.PRUNED),
            new Arithmetic(KernelChoice.ND4J, ScoringMode.EXACT));

    private FiniteAnswers() {}

    /**
     * Stretches the weights of a bundle, each tensor by another power of ten, and fails if its
     * model has an answer that is no number.
     *
     * @param random by which they are stretched
     * @param largestState that an element of a session's state may have
     */
    static void check(ModelBundle bundle, Random random, float largestState) {
        Map<String, Tensor> weights = new TreeMap<>();
        bundle.weights().forEach((name, tensor) -> weights.put(name, stretched(random, (Tensor.Floats) tensor)));
        int items = bundle.vocabulary().size();
        for (Arithmetic arithmetic : ALL) {
            NextItemModel model;
            try {
                model = TinyBundles.build(bundle.withWeights(weights), arithmetic);
            } catch (BundleException refused) {
                assertThat(refused).hasMessageContaining("over the limit");
                return;
            }
            assertFinite(model, items, largestState);
        }
    }

    private static Tensor stretched(Random random, Tensor.Floats tensor) {
        float[] values = tensor.values().clone();
        double most = random.nextInt(18); // decimal orders
        for (int i = 0; i < values.length; i++) {
            values[i] *= (float) Math.pow(10, random.nextBoolean() ? most : -40 * random.nextDouble());
        }
        return Tensor.floats(values, tensor.shape());
    }

    private static void assertFinite(NextItemModel model, int items, float largestState) {
        RankedItems ranked = new RankedItems(2, items);
        SessionBatch batch = new SessionBatch(2, LENGTH, model.stateWidth());
        try (model;
                BatchRecommender recommender = model.newRecommender(2, items)) {
            for (int session = 0; session < 2; session++) {
                batch.add();
                for (int event = 0; event < LENGTH; event++) {
                    batch.append(session, session == 0 ? 7 : event % items);
                }
            }
            recommender.recommend(batch, ranked);
            recommender.score(batch, (session, scores) -> {
                for (float score : scores) {
                    assertThat(Math.abs(score)).isLessThan(1.001e15f); // NaN is not
                }
            });
        }
        for (float value : batch.states()) {
            assertThat(Math.abs(value)).isLessThan(largestState + 0.001f);
        }
        for (int session = 0; session < 2; session++) {
            assertThat(ranked.count(session)).isEqualTo(items);
            float sum = 0;
            for (int rank = 0; rank < items; rank++) {
                assertThat(ranked.probability(session, rank)).isBetween(0f, 1f);
                sum += ranked.probability(session, rank);
            }
            assertThat(sum).isBetween(0.999f, 1.001f);
        }
    }
}
