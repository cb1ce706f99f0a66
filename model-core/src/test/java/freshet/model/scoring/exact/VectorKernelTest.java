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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VectorKernelTest extends ScoringKernelContract {

    @Override
    protected ScoringKernel kernel(ItemHead head) {
        return new VectorKernel(head);
    }

    @Test
    void agreesWithTheOtherKernel() {
        Random random = new Random(6);
        ItemHead head = new ItemHead(3_000, 50, gaussians(random, 150_000), gaussians(random, 3_000));
        float[] queries = gaussians(random, 40 * 50);
        RankedItems ours = rank(new VectorKernel(head), queries);
        RankedItems theirs = rank(new Nd4jKernel(head), queries);
        for (int query = 0; query < 40; query++) {
            for (int rank = 0; rank < 100; rank++) {
                float probability = theirs.probability(query, rank);
                assertThat(ours.probability(query, rank)).isCloseTo(probability, within(1e-4f * probability));
                if (ours.row(query, rank) != theirs.row(query, rank)) {
                    assertThat(probabilityOf(theirs, query, ours.row(query, rank)))
                            .as("a tie")
                            .isCloseTo(probability, within(1e-5f));
                }
            }
        }
    }

    private static float probabilityOf(RankedItems ranked, int query, int row) {
        return (float) IntStream.range(0, ranked.count(query))
                .filter(rank -> ranked.row(query, rank) == row)
                .mapToDouble(rank -> ranked.probability(query, rank))
                .findFirst()
                .orElseGet(() -> ranked.probability(query, ranked.count(query) - 1));
    }

    private static RankedItems rank(ScoringKernel kernel, float[] queries) {
        RankedItems ranked = new RankedItems(40, 100);
        try (kernel;
                ItemScorer scorer = kernel.newScorer(40, 100)) {
            scorer.top(queries, 40, new ExcludedItems(40, 1), ranked);
        }
        return ranked;
    }

    private static float[] gaussians(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian() * 0.4f;
        }
        return values;
    }
}
