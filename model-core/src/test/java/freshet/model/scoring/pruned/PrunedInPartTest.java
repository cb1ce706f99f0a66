package freshet.model.scoring.pruned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import freshet.model.ExcludedItems;
import freshet.model.RankedItems;
import freshet.model.WithheldItems;
import freshet.model.scoring.ItemHead;
import freshet.model.scoring.ItemScorer;
import freshet.model.scoring.ScoringKernel;
import freshet.model.scoring.exact.VectorKernel;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What holds where most items are not looked at. */
class PrunedInPartTest {
    private static final int WIDTH = 30;
    private static final int QUERIES = 40;
    private static final int K = 20;

    /**
     * One item in ten is scanned, one in a hundred scored in full; items are in groups, as those
     * of trained models do.
     */
    private final PruningPlan plan = new PruningPlan(250, 12, 2_000, 200);

    private final Random random = new Random(5);
    private final ItemHead groups = groups(20_000, 100);
    private final float[] queries = decaying(QUERIES);

    @Test
    void onGroupedItemsNearlyAllPositionsAreThoseOfTheExactKernel() {
        RankedItems exact = rank(new VectorKernel(groups), queries, QUERIES, new ExcludedItems(QUERIES, 1));
        RankedItems pruned = rank(new PrunedKernel(groups, plan), queries, QUERIES, new ExcludedItems(QUERIES, 1));
        int same = 0;
        for (int query = 0; query < QUERIES; query++) {
            float share = exact.probability(query, 0);
            assertThat(pruned.row(query, 0)).isEqualTo(exact.row(query, 0));
            assertThat(pruned.probability(query, 0)).isCloseTo(share, within(0.1f * share));
            for (int rank = 0; rank < K; rank++) {
                same += exact.row(query, rank) == pruned.row(query, rank) ? 1 : 0;
            }
        }
        assertThat((double) same / (QUERIES * K)).isGreaterThan(0.99);
    }

    @Test
    void theScoresOfAllItemsAreThoseOfTheExactKernelToTheBit() {
        float[][] expected = new float[3][];
        try (ItemScorer scorer = new VectorKernel(groups).newScorer(3, K)) {
            scorer.scores(queries, 3, (query, scores) -> expected[query] = scores.clone());
        }
        try (ItemScorer scorer = new PrunedKernel(groups, plan).newScorer(3, K)) {
            scorer.scores(queries, 3, (query, scores) -> assertThat(scores).containsExactly(expected[query]));
        }
    }

    @Test
    void anAnswerDoesNotDependOnItsCompanyInTheBatch() {
        ScoringKernel kernel = new PrunedKernel(groups, plan);
        RankedItems together = rank(kernel, queries, QUERIES, new ExcludedItems(QUERIES, 1));
        for (int query = 0; query < QUERIES; query++) {
            float[] alone = Arrays.copyOfRange(queries, query * WIDTH, (query + 1) * WIDTH);
            RankedItems ranked = rank(kernel, alone, 1, new ExcludedItems(1, 1));
            for (int rank = 0; rank < K; rank++) {
                assertThat(ranked.row(0, rank)).isEqualTo(together.row(query, rank));
                assertThat(ranked.probability(0, rank)).isEqualTo(together.probability(query, rank));
            }
        }
    }

    @Test
    void whatIsExcludedIsNotRankedAndTheNextOnesAre() {
        ScoringKernel kernel = new PrunedKernel(groups, plan);
        RankedItems all = rank(kernel, queries, QUERIES, new ExcludedItems(QUERIES, 1));
        ExcludedItems excluded = new ExcludedItems(QUERIES, K);
        BitSet withheld = new BitSet();
        for (int query = 0; query < QUERIES; query++) {
            withheld.set(all.row(query, 0));
            for (int rank = 1; rank < 10; rank++) {
                excluded.add(query, all.row(query, rank));
            }
            excluded.add(query, all.row(query, 1));
        }
        excluded.withhold(new WithheldItems(withheld));
        RankedItems others = rank(kernel, queries, QUERIES, excluded);
        for (int query = 0; query < QUERIES; query++) {
            assertThat(others.count(query)).isEqualTo(K);
            for (int rank = 0; rank < K; rank++) {
                assertThat(excluded.contains(query, others.row(query, rank))).isFalse();
            }
            int kept = all.row(query, 10);
            assertThat(withheld.get(kept) || others.row(query, 0) == kept).isTrue();
        }
    }

    @Test
    void whereNearlyAllItemsAreWithheldTheOthersAreFound() {
        BitSet withheld = new BitSet();
        withheld.set(0, groups.items());
        random.ints(K, 0, groups.items()).forEach(withheld::clear);
        ExcludedItems excluded = new ExcludedItems(QUERIES, 1);
        excluded.withhold(new WithheldItems(withheld));
        RankedItems exact = rank(new VectorKernel(groups), queries, QUERIES, excluded);
        RankedItems pruned = rank(new PrunedKernel(groups, plan), queries, QUERIES, excluded);
        for (int query = 0; query < QUERIES; query++) {
            assertThat(rows(pruned, query)).containsExactly(rows(exact, query));
            assertThat(pruned.probability(query, 0)).isCloseTo(exact.probability(query, 0), within(1e-5f));
        }
    }

    @Test
    void equalItemsRankInVocabularyOrder() {
        ItemHead equal = new ItemHead(20_000, 2, new float[40_000], new float[20_000]);
        RankedItems ranked = rank(
                new PrunedKernel(equal, new PruningPlan(250, 2, 2_000, 200)), new float[2], 1, new ExcludedItems(1, 1));
        assertThat(rows(ranked, 0)).containsExactly(IntStream.range(0, K).toArray());
        assertThat(ranked.probability(0, 0)).isCloseTo(1 / 20_000f, within(1e-8f));
    }

    @Test
    void magnitudesFromTinyToHugeRankByTheirExactScores() {
        for (float scale : new float[] {1e-38f, 1e-12f, 1e3f, 1e13f, 1e16f}) {
            float[] embedding = groups.embedding().clone();
            for (int i = 0; i < embedding.length; i++) {
                embedding[i] *= scale;
            }
            ItemHead head = new ItemHead(groups.items(), WIDTH, embedding, new float[groups.items()]);
            RankedItems ranked = rank(new PrunedKernel(head, plan), queries, QUERIES, new ExcludedItems(QUERIES, 1));
            for (int query = 0; query < QUERIES; query++) {
                assertThat(ranked.count(query)).isEqualTo(K);
                double rounding = 1e-3 * scale + 1e-42; // the terms of a score add up to some hundred times the scale
                double before = Double.POSITIVE_INFINITY;
                for (int rank = 0; rank < K; rank++) {
                    double score = score(head, queries, query, ranked.row(query, rank));
                    assertThat(score).isLessThanOrEqualTo(before + rounding);
                    before = score;
                    assertThat(ranked.probability(query, rank)).isBetween(0f, 1f);
                    assertThat(rank == 0 || ranked.probability(query, rank) <= ranked.probability(query, rank - 1))
                            .isTrue();
                }
            }
        }
    }

    private static RankedItems rank(ScoringKernel kernel, float[] queries, int count, ExcludedItems excluded) {
        RankedItems ranked = new RankedItems(count, K);
        try (ItemScorer scorer = kernel.newScorer(count, K)) {
            scorer.top(queries, count, excluded, ranked);
        }
        return ranked;
    }

    /** In double precision. */
    private static double score(ItemHead head, float[] queries, int query, int row) {
        double score = head.bias()[row];
        for (int k = 0; k < WIDTH; k++) {
            score += (double) head.embedding()[row * WIDTH + k] * queries[query * WIDTH + k];
        }
        return score;
    }

    private static int[] rows(RankedItems ranked, int query) {
        return IntStream.range(0, ranked.count(query))
                .map(rank -> ranked.row(query, rank))
                .toArray();
    }

    private ItemHead groups(int items, int groups) {
        float[] middles = decaying(groups);
        float[] embedding = gaussians(items * WIDTH, 0.1f);
        for (int item = 0; item < items; item++) {
            int group = random.nextInt(groups);
            for (int k = 0; k < WIDTH; k++) {
                embedding[item * WIDTH + k] += middles[group * WIDTH + k];
            }
        }
        return new ItemHead(items, WIDTH, embedding, gaussians(items, 0.3f));
    }

    /**
     * Vectors that spread less along each coordinate than along the one before, as trained rows and
     * hidden states do along the axes.
     */
    private float[] decaying(int count) {
        float[] values = gaussians(count * WIDTH, 2f);
        for (int i = 0; i < values.length; i++) {
            values[i] *= (float) Math.pow(0.75, i % WIDTH);
        }
        return values;
    }

    private float[] gaussians(int count, float deviation) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian() * deviation;
        }
        return values;
    }
}
