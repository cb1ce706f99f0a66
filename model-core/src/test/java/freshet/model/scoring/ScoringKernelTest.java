package freshet.model.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import freshet.model.RankedItems;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract of every scoring kernel, held against double precision. */
class ScoringKernelTest {

    @ParameterizedTest(name = "{0} items, width {1}, batch {2}, top {3}")
    @CsvSource({"1,1,1,1", "5,3,2,20", "100,16,7,20", "1000,100,32,20", "777,33,5,100", "3,7,33,2"})
    void rankingAndProbabilitiesEqualTheReference(int items, int width, int batch, int k) {
        Random random = new Random(items * 31L + width);
        ItemHead head =
                new ItemHead(items, width, gaussians(random, items * width, 0.3f), gaussians(random, items, 0.5f));
        float[] queries = gaussians(random, batch * width, 1f);
        RankedItems ranked = rank(head, queries, batch, k);
        for (int query = 0; query < batch; query++) {
            double[] probabilities = softmax(head, queries, query);
            int[] best = IntStream.range(0, items)
                    .boxed()
                    .sorted((a, b) -> Double.compare(probabilities[b], probabilities[a]))
                    .limit(k)
                    .mapToInt(Integer::intValue)
                    .toArray();
            assertThat(ranked.count(query)).isEqualTo(best.length);
            for (int rank = 0; rank < best.length; rank++) {
                float probability = ranked.probability(query, rank);
                assertThat(probability).isCloseTo((float) probabilities[best[rank]], within(1e-5f));
                assertThat(probability).isCloseTo((float) probabilities[ranked.row(query, rank)], within(1e-5f));
            }
        }
    }

    @Test
    void equalScoresRankInVocabularyOrder() {
        ItemHead head = new ItemHead(4, 1, new float[] {1, 2, 1, 2}, new float[4]);
        RankedItems ranked = rank(head, new float[] {1}, 1, 3);
        assertThat(IntStream.range(0, 3).map(rank -> ranked.row(0, rank))).containsExactly(1, 3, 0);
    }

    @Test
    void negativeZeroTiesWithZero() {
        ItemHead head = new ItemHead(2, 1, new float[] {-0f, 0f}, new float[] {-0f, 0f});
        assertThat(rank(head, new float[] {1}, 1, 1).row(0, 0)).isZero();
    }

    @Test
    void hugeScoresNeitherOverflowNorVanish() {
        ItemHead head = new ItemHead(3, 1, new float[] {1e4f, -1e4f, 1e4f}, new float[3]);
        RankedItems ranked = rank(head, new float[] {1e3f}, 1, 3);
        assertThat(ranked.probability(0, 0)).isEqualTo(0.5f);
        assertThat(ranked.probability(0, 1)).isEqualTo(0.5f);
        assertThat(ranked.probability(0, 2)).isZero();
    }

    @Test
    void anAnswerDoesNotDependOnItsCompanyInTheBatch() {
        Random random = new Random(1);
        ItemHead head = new ItemHead(500, 24, gaussians(random, 500 * 24, 0.3f), gaussians(random, 500, 0.1f));
        float[] queries = gaussians(random, 9 * 24, 1f);
        RankedItems together = rank(head, queries, 9, 10);
        for (int query = 0; query < 9; query++) {
            float[] one = Arrays.copyOfRange(queries, query * 24, (query + 1) * 24);
            RankedItems alone = rank(head, one, 1, 10);
            for (int rank = 0; rank < 10; rank++) {
                assertThat(alone.row(0, rank)).isEqualTo(together.row(query, rank));
                assertThat(alone.probability(0, rank)).isCloseTo(together.probability(query, rank), within(1e-6f));
            }
        }
    }

    private static RankedItems rank(ItemHead head, float[] queries, int batch, int k) {
        RankedItems ranked = new RankedItems(batch, k);
        try (ScoringKernel kernel = new Nd4jKernel(head);
                ItemScorer scorer = kernel.newScorer(batch, k)) {
            scorer.top(queries, batch, ranked);
        }
        return ranked;
    }

    private static double[] softmax(ItemHead head, float[] queries, int query) {
        double[] scores = new double[head.items()];
        for (int item = 0; item < scores.length; item++) {
            scores[item] = head.bias()[item];
            for (int i = 0; i < head.width(); i++) {
                scores[item] += (double) head.embedding()[item * head.width() + i] * queries[query * head.width() + i];
            }
        }
        double sum = Arrays.stream(scores).map(Math::exp).sum();
        return Arrays.stream(scores).map(score -> Math.exp(score) / sum).toArray();
    }

    private static float[] gaussians(Random random, int count, float scale) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian() * scale;
        }
        return values;
    }
}
