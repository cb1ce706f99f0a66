package freshet.model.scoring.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import freshet.model.ExcludedItems;
import freshet.model.RankedItems;
import freshet.model.scoring.ItemHead;
import freshet.model.scoring.ItemScorer;
import freshet.model.scoring.ScoringKernel;
import freshet.model.scoring.ScoringKernelContract;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** With weights that eight bits hold it keeps the contract to the same tolerances. */
class HalfPrecisionTest extends ScoringKernelContract {
    private static final int QUERIES = 100;
    private static final int K = 20;

    @Override
    protected ScoringKernel kernel(ItemHead head) {
        return VectorKernel.ofHalfPrecision(head);
    }

    /** Cut off after eight significant bits, the hidden one included. */
    @Override
    protected float weight(float value) {
        return Float.intBitsToFloat(Float.floatToRawIntBits(value) & 0xffff0000);
    }

    /** Scores of a deviation of 2, as a trained model has them. */
    @Test
    void roundedWeightsChangeFewPlacesAndNoProbabilityByAFiftieth() {
        int items = 20_000;
        int width = 100;
        Random random = new Random(4);
        ItemHead head = new ItemHead(items, width, values(random, items * width, 0.2), values(random, items, 1));
        float[] queries = values(random, QUERIES * width, 1);
        RankedItems whole = rank(new VectorKernel(head), queries);
        RankedItems half = rank(VectorKernel.ofHalfPrecision(head), queries);

        int moved = 0;
        for (int query = 0; query < QUERIES; query++) {
            for (int rank = 0; rank < K; rank++) {
                moved += half.row(query, rank) == whole.row(query, rank) ? 0 : 1;
                float probability = whole.probability(query, rank);
                assertThat(half.probability(query, rank)).isCloseTo(probability, within(0.02f * probability));
            }
        }
        assertThat((double) moved / (QUERIES * K)).isLessThan(0.1); // 0.063
    }

    private static RankedItems rank(ScoringKernel kernel, float[] queries) {
        RankedItems ranked = new RankedItems(QUERIES, K);
        try (kernel;
                ItemScorer scorer = kernel.newScorer(QUERIES, K)) {
            scorer.top(queries, QUERIES, new ExcludedItems(QUERIES, 1), ranked);
        }
        return ranked;
    }

    private static float[] values(Random random, int count, double deviation) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (random.nextGaussian() * deviation);
        }
        return values;
    }
}
