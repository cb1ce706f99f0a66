package freshet.model.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import freshet.model.ExcludedItems;
import freshet.model.ItemBoosts;
import freshet.model.RankedItems;
import freshet.model.WithheldItems;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract of every scoring kernel, held against double precision. */
public abstract class ScoringKernelContract {

    protected abstract ScoringKernel kernel(ItemHead head);

    /** The value nearest to it that the kernel holds as a weight. */
    protected float weight(float value) {
        return value;
    }

    @ParameterizedTest(name = "{0} items, width {1}, batch {2}, top {3}")
    @CsvSource({
        "1,1,1,1",
        "5,3,2,20",
        "100,16,7,20",
        "1000,100,32,20",
        "777,33,5,100",
        "3,7,33,2",
        "513,8,130,20",
        "1025,64,1,1000",
        "4096,17,3,1000"
    })
    void rankingAndProbabilitiesEqualTheReference(int items, int width, int batch, int k) {
        Random random = new Random(items * 31L + width);
        ItemHead head =
                new ItemHead(items, width, gaussians(random, items * width, 0.3f), gaussians(random, items, 0.5f));
        float[] queries = gaussians(random, batch * width, 1f);
        ExcludedItems nothing = new ExcludedItems(batch, 1);
        RankedItems ranked = rank(head, queries, batch, k, nothing);
        for (int query = 0; query < batch; query++) {
            ScoringReference reference = new ScoringReference(head, queries, query, nothing);
            int[] best = reference.best(k);
            assertThat(ranked.count(query)).isEqualTo(best.length);
            for (int rank = 0; rank < best.length; rank++) {
                float probability = ranked.probability(query, rank);
                assertThat(probability).isCloseTo((float) reference.probabilities[best[rank]], within(1e-5f));
                assertThat(probability)
                        .isCloseTo((float) reference.probabilities[ranked.row(query, rank)], within(1e-5f));
            }
        }
    }

    /**
     * Small whole numbers are added without rounding and make many ties: the order must be the
     * reference's own.
     */
    @Property(tries = 200)
    void wholeNumbersRankExactlyUnderAnyExclusion(
            @ForAll @IntRange(min = 1, max = 1_100) int items,
            @ForAll @IntRange(min = 1, max = 40) int width,
            @ForAll @IntRange(min = 1, max = 9) int batch,
            @ForAll @IntRange(min = 1, max = 60) int k,
            @ForAll long seed) {
        Random random = new Random(seed);
        ItemHead head = new ItemHead(items, width, wholes(random, items * width), wholes(random, items));
        float[] queries = wholes(random, batch * width);
        ExcludedItems excluded = new ExcludedItems(batch, 10);
        if (random.nextBoolean()) {
            BitSet withheld = new BitSet();
            random.ints(random.nextInt(2 * items), 0, items + 50).forEach(withheld::set);
            excluded.withhold(new WithheldItems(withheld));
        } else if (random.nextBoolean()) { // few items are left, or some more than few
            BitSet allowed = new BitSet();
            random.ints(random.nextInt(items / 8 + 1), 0, items).forEach(allowed::set);
            excluded.withhold(WithheldItems.allBut(items, allowed));
        }
        if (random.nextBoolean()) {
            int[] boosted = random.ints(random.nextInt(items) + 1, 0, items)
                    .distinct()
                    .sorted()
                    .toArray();
            excluded.boost(new ItemBoosts(boosted, wholes(random, boosted.length)));
        }
        for (int query = 0; query < batch; query++) {
            int own = query;
            random.ints(random.nextInt(11), 0, items).forEach(row -> excluded.add(own, row));
        }
        RankedItems ranked = rank(head, queries, batch, k, excluded);
        for (int query = 0; query < batch; query++) {
            ScoringReference reference = new ScoringReference(head, queries, query, excluded);
            int[] best = reference.best(k);
            assertThat(rows(ranked, query)).containsExactly(best);
            for (int rank = 0; rank < best.length; rank++) {
                assertThat(ranked.probability(query, rank))
                        .isCloseTo((float) reference.probabilities[best[rank]], within(1e-5f));
            }
        }
    }

    /**
     * The worst that a bundle which is served may hold, up to the limit of 1e15, and hidden states
     * in [−1, 1]: what is ranked at each place scores as much as what should be there, up to the
     * rounding of its sum, and where that is small the probabilities are the reference's.
     */
    @Property(tries = 300)
    void hugeTinyEqualAndZeroTermsRankAsTheReferenceUpToRounding(
            @ForAll @IntRange(min = 1, max = 600) int items,
            @ForAll @IntRange(min = 1, max = 20) int width,
            @ForAll @IntRange(min = 1, max = 6) int batch,
            @ForAll @IntRange(min = 1, max = 30) int k,
            @ForAll long seed) {
        Random random = new Random(seed);
        float huge = 1e15f / (width + 1);
        float[] weights = {
            0f, -0f, Float.MIN_VALUE, -Float.MIN_VALUE, Float.MIN_NORMAL, 1e-20f, 0.3f, 1f, -1f, 1e7f, huge, -huge
        };
        float[] states = {0f, -0f, Float.MIN_VALUE, 1e-20f, 0.3f, -0.3f, 1f, -1f};
        ItemHead head = new ItemHead(
                items,
                width,
                drawn(random, items * width, some(random, weights)),
                drawn(random, items, some(random, weights)));
        float[] queries = drawn(random, batch * width, some(random, states));
        ExcludedItems nothing = new ExcludedItems(batch, 1);
        RankedItems ranked = rank(head, queries, batch, k, nothing);
        for (int query = 0; query < batch; query++) {
            ScoringReference reference = new ScoringReference(head, queries, query, nothing);
            int[] best = reference.best(k);
            double rounding = (width + 1) * 0x1p-23 * largestTerms(head, queries, query) + 1e-42;
            assertThat(rows(ranked, query)).hasSameSizeAs(best).doesNotHaveDuplicates();
            float sum = 0;
            for (int rank = 0; rank < best.length; rank++) {
                int row = ranked.row(query, rank);
                float probability = ranked.probability(query, rank);
                assertThat(reference.scores[row]).isCloseTo(reference.scores[best[rank]], within(rounding));
                assertThat(probability).isBetween(0f, 1f);
                if (rounding < 1e-6) {
                    assertThat(probability).isCloseTo((float) reference.probabilities[row], within(1e-5f));
                }
                sum += probability;
            }
            assertThat(sum).isLessThan(1.00001f);
        }
    }

    /** The largest sum of the magnitudes of an item's terms. */
    private static double largestTerms(ItemHead head, float[] queries, int query) {
        double largest = 0;
        for (int item = 0; item < head.items(); item++) {
            double sum = Math.abs(head.bias()[item]);
            for (int j = 0; j < head.width(); j++) {
                sum += Math.abs((double) head.embedding()[item * head.width() + j] * queries[query * head.width() + j]);
            }
            largest = Math.max(largest, sum);
        }
        return largest;
    }

    /**
     * What is ranked at each place scores as much as what should be there, up to the rounding of
     * its sum.
     */
    @ParameterizedTest
    @CsvSource({"1e-38", "1e-30", "1e-12", "1e-3", "1e3", "1e12", "1e18"})
    void magnitudesFromTinyToHugeRankInOrder(float scale) {
        Random random = new Random(9);
        int items = 600;
        int width = 21;
        ItemHead head = new ItemHead(items, width, gaussians(random, items * width, scale), new float[items]);
        float[] queries = gaussians(random, 5 * width, scale > 1 ? scale : 1f);
        ExcludedItems nothing = new ExcludedItems(5, 1);
        RankedItems ranked = rank(head, queries, 5, 50, nothing);
        for (int query = 0; query < 5; query++) {
            ScoringReference reference = new ScoringReference(head, queries, query, nothing);
            int[] best = reference.best(50);
            double rounding = 1e-5 * reference.scores[best[0]] + 1e-42;
            float sum = 0;
            for (int rank = 0; rank < 50; rank++) {
                assertThat(reference.scores[ranked.row(query, rank)])
                        .isCloseTo(reference.scores[best[rank]], within(rounding));
                assertThat(ranked.probability(query, rank)).isBetween(0f, 1f);
                sum += ranked.probability(query, rank);
            }
            assertThat(sum).isLessThan(1.00001f);
        }
    }

    @Test
    void equalScoresRankInVocabularyOrder() {
        ItemHead head = new ItemHead(4, 1, new float[] {1, 2, 1, 2}, new float[4]);
        assertThat(rows(rank(head, new float[] {1}, 3), 0)).containsExactly(1, 3, 0);
    }

    @Test
    void aCatalogueOfEqualsRanksItsFirstItems() {
        ItemHead head = new ItemHead(2_000, 3, new float[6_000], new float[2_000]);
        RankedItems ranked = rank(head, new float[3], 7);
        assertThat(rows(ranked, 0)).containsExactly(0, 1, 2, 3, 4, 5, 6);
        assertThat(ranked.probability(0, 0)).isCloseTo(1f / 2_000, within(1e-9f));
    }

    @Test
    void everyItemMayBeBetterThanAllBefore() {
        float[] rising = new float[3_000];
        for (int item = 0; item < rising.length; item++) {
            rising[item] = item / 100f;
        }
        RankedItems ranked = rank(new ItemHead(3_000, 1, new float[3_000], rising), new float[] {1}, 3);
        assertThat(rows(ranked, 0)).containsExactly(2_999, 2_998, 2_997);
        assertThat(ranked.probability(0, 0)).isCloseTo((float) (1 - Math.exp(-0.01)), within(1e-6f));
    }

    @Test
    void negativeZeroTiesWithZero() {
        ItemHead head = new ItemHead(2, 1, new float[] {-0f, 0f}, new float[] {-0f, 0f});
        assertThat(rank(head, new float[] {1}, 1).row(0, 0)).isZero();
    }

    @Test
    void hugeScoresNeitherOverflowNorVanish() {
        ItemHead head = new ItemHead(3, 1, new float[] {1e4f, -1e4f, 1e4f}, new float[3]);
        RankedItems ranked = rank(head, new float[] {1e3f}, 3);
        assertThat(ranked.probability(0, 0)).isEqualTo(0.5f);
        assertThat(ranked.probability(0, 1)).isEqualTo(0.5f);
        assertThat(ranked.probability(0, 2)).isZero();
    }

    /** Padding would beat them all if it counted. */
    @Test
    void itemsThatAllScoreFarBelowZeroShareAllOfTheProbability() {
        float[] bias = new float[5];
        Arrays.fill(bias, -1e6f);
        RankedItems ranked = rank(new ItemHead(5, 1, new float[5], bias), new float[] {1}, 20);
        assertThat(rows(ranked, 0)).containsExactly(0, 1, 2, 3, 4);
        assertThat(ranked.probability(0, 4)).isCloseTo(0.2f, within(1e-6f));
    }

    @Test
    void anItemOfScoreMinusInfinityIsNotRanked() {
        ItemHead head = new ItemHead(3, 1, new float[3], new float[] {0, Float.NEGATIVE_INFINITY, 0});
        RankedItems ranked = rank(head, new float[] {1}, 3);
        assertThat(rows(ranked, 0)).containsExactly(0, 2);
        assertThat(ranked.probability(0, 0)).isEqualTo(0.5f);
    }

    @Test
    void excludedItemsHaveNoShareInTheProbabilities() {
        ItemHead head = new ItemHead(4, 1, new float[4], new float[] {3, 2, 1, 0});
        ExcludedItems excluded = new ExcludedItems(2, 2);
        excluded.withhold(withheld(2));
        excluded.add(1, 3);
        excluded.add(1, 0);
        RankedItems ranked = rank(head, new float[2], 2, 4, excluded);
        assertThat(rows(ranked, 0)).containsExactly(0, 1, 3);
        assertThat(ranked.probability(0, 0) + ranked.probability(0, 1) + ranked.probability(0, 2))
                .isCloseTo(1f, within(1e-6f));
        assertThat(rows(ranked, 1)).containsExactly(1);
        assertThat(ranked.probability(1, 0)).isEqualTo(1f);
    }

    @Test
    void nothingIsRankedWhereEverythingIsExcluded() {
        ExcludedItems excluded = new ExcludedItems(1, 1);
        excluded.withhold(withheld(0, 1));
        excluded.add(0, 2);
        assertThat(rank(new ItemHead(3, 1, new float[3], new float[3]), new float[1], 1, 3, excluded)
                        .count(0))
                .isZero();
    }

    @Test
    void whatIsWithheldMayChangeBetweenTwoBatches() {
        ItemHead head = new ItemHead(3, 1, new float[3], new float[] {2, 1, 0});
        ExcludedItems excluded = new ExcludedItems(1, 1);
        RankedItems ranked = new RankedItems(1, 1);
        try (ScoringKernel kernel = kernel(head);
                ItemScorer scorer = kernel.newScorer(1, 1)) {
            int best = 0;
            for (WithheldItems items : new WithheldItems[] {WithheldItems.NONE, withheld(0), withheld(0, 1)}) {
                excluded.withhold(items);
                scorer.top(new float[1], 1, excluded, ranked);
                assertThat(ranked.row(0, 0)).isEqualTo(best++);
            }
            scorer.scores(new float[1], 1, (query, scores) -> assertThat(scores).containsExactly(2, 1, 0));
            excluded.withhold(WithheldItems.NONE);
            scorer.top(new float[1], 1, excluded, ranked);
            assertThat(ranked.row(0, 0)).isZero();
        }
    }

    @Test
    void theScoresOfAllItemsComeOutQueryAfterQuery() {
        Random random = new Random(2);
        ItemHead head = new ItemHead(700, 9, gaussians(random, 700 * 9, 1f), gaussians(random, 700, 1f));
        float[] queries = gaussians(random, 70 * 9, 1f);
        try (ScoringKernel kernel = kernel(head);
                ItemScorer scorer = kernel.newScorer(70, 1)) {
            int[] next = {0};
            scorer.scores(queries, 70, (query, scores) -> {
                assertThat(query).isEqualTo(next[0]++);
                double[] expected = new ScoringReference(head, queries, query, new ExcludedItems(70, 1)).scores;
                assertThat(scores).hasSize(700);
                for (int item = 0; item < 700; item++) {
                    assertThat((double) scores[item]).isCloseTo(expected[item], within(1e-5));
                }
            });
            assertThat(next[0]).isEqualTo(70);
        }
    }

    @Test
    void anAnswerDoesNotDependOnItsCompanyInTheBatch() {
        Random random = new Random(1);
        ItemHead head = new ItemHead(500, 24, gaussians(random, 500 * 24, 0.3f), gaussians(random, 500, 0.1f));
        float[] queries = gaussians(random, 9 * 24, 1f);
        RankedItems together = rank(head, queries, 9, 10, new ExcludedItems(9, 1));
        for (int query = 0; query < 9; query++) {
            RankedItems alone = rank(head, Arrays.copyOfRange(queries, query * 24, (query + 1) * 24), 10);
            for (int rank = 0; rank < 10; rank++) {
                assertThat(alone.row(0, rank)).isEqualTo(together.row(query, rank));
                assertThat(alone.probability(0, rank)).isCloseTo(together.probability(query, rank), within(1e-6f));
            }
        }
    }

    private RankedItems rank(ItemHead head, float[] query, int k) {
        return rank(head, query, 1, k, new ExcludedItems(1, 1));
    }

    private RankedItems rank(ItemHead head, float[] queries, int batch, int k, ExcludedItems excluded) {
        RankedItems ranked = new RankedItems(batch, k);
        try (ScoringKernel kernel = kernel(head);
                ItemScorer scorer = kernel.newScorer(batch, k)) {
            scorer.top(queries, batch, excluded, ranked);
        }
        return ranked;
    }

    private static WithheldItems withheld(int... rows) {
        BitSet set = new BitSet();
        IntStream.of(rows).forEach(set::set);
        return new WithheldItems(set);
    }

    private static int[] rows(RankedItems ranked, int query) {
        return IntStream.range(0, ranked.count(query))
                .map(rank -> ranked.row(query, rank))
                .toArray();
    }

    /** One to four of the values: few enough that many scores are equal. */
    private float[] some(Random random, float[] values) {
        return drawn(random, 1 + random.nextInt(4), values);
    }

    private float[] drawn(Random random, int count, float[] from) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = weight(from[random.nextInt(from.length)]);
        }
        return values;
    }

    private static float[] wholes(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextInt(5) - 2;
        }
        return values;
    }

    private float[] gaussians(Random random, int count, float scale) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = weight((float) random.nextGaussian() * scale);
        }
        return values;
    }
}
