package freshet.model.kind.vmisknn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.ThreadMXBean;
import freshet.model.BatchRecommender;
import freshet.model.NextItemModel;
import freshet.model.RankedItems;
import freshet.model.SessionBatch;
import freshet.model.bundle.BundleException;
import freshet.model.bundle.Tensor;
import freshet.model.kind.TinyBundles;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Five items of the weights 1, 2, 1, 3 and 1. Past sessions, the newest first: {0, 1}, {0, 2}, {1,
 * 2, 3}, {1, 4}.
 */
class VmisKnnModelTest {
    private static final float[] WEIGHTS = {1, 2, 1, 3, 1};

    /** 0 1 shares both with {0, 1}: similarity 1 + 2; 1 with the last two: 2; 0 with {0, 2}: 1. */
    @Test
    void theNearestSessionsVoteByPositionRecencyAndWeight() {
        RankedItems ranked = recommend(model(10, 3, 9, 0), 0, 1);
        // λ 0.9 for item 1: similarities 3/2, 2/2, 2/2 for {0, 1}, {1, 2, 3}, {1, 4}
        assertThat(text(ranked)).isEqualTo("3 0 2 4");
        double total = 0.9 * (3 + 1.5 + 1 + 1);
        assertThat(ranked.probability(0, 0)).isCloseTo((float) (0.9 * 3 / total), within(1e-6f));
        assertThat(ranked.probability(0, 1)).isCloseTo((float) (0.9 * 1.5 / total), within(1e-6f));
    }

    /** With the fourth neighbour, {0, 2} at λ 0.8 and similarity 1/2, item 2 has more votes. */
    @Test
    void anEarlierMatchVotesLess() {
        RankedItems ranked = recommend(model(10, 4, 9, 0), 0, 1);
        double total = 0.9 * (3 + 1.5 + 1 + 1) + 0.8 * 0.5 * 2;
        assertThat(text(ranked)).isEqualTo("3 0 2 4");
        assertThat(ranked.probability(0, 1)).isCloseTo((float) ((0.9 * 1.5 + 0.4) / total), within(1e-6f));
        assertThat(ranked.probability(0, 2)).isCloseTo((float) ((0.9 + 0.4) / total), within(1e-6f));
    }

    @Test
    void ofEquallySimilarSessionsTheNewerVotes() {
        assertThat(text(recommend(model(10, 1, 9, 0), 1))).isEqualTo("0");
        assertThat(text(recommend(model(10, 2, 9, 0), 1))).isEqualTo("3 0 2");
    }

    @Test
    void onlyTheNewestSessionsThatShareAnItemAreLookedAt() {
        assertThat(text(recommend(model(2, 4, 9, 0), 4, 1))).isEqualTo("3 0 2");
    }

    @Test
    void onlyTheLastItemsAreLookedAt() {
        assertThat(text(recommend(model(10, 4, 1, 0), 1, 4))).isEqualTo("1");
        assertThat(text(recommend(model(10, 4, 2, 0), 1, 4))).startsWith("1 ");
    }

    /** 0 1 0: item 0 counts at position 3, and {0, 1} has 3 + 2. */
    @Test
    void aRepeatedItemCountsWhereItWasLast() {
        RankedItems ranked = recommend(model(10, 2, 9, 0), 0, 1, 0);
        // {0, 1} 5/3 and {0, 2} 3/3, both λ 0.9
        assertThat(text(ranked)).isEqualTo("1 2");
        assertThat(ranked.probability(0, 1)).isCloseTo((float) (1 / (2 * 5 / 3.0 + 1)), within(1e-6f));
    }

    @Test
    void theLastItemHasTheProbabilityOfARepeat() {
        RankedItems ranked = recommend(model(10, 3, 9, 0.25), 0, 1);
        assertThat(text(ranked)).isEqualTo("3 1 0 2 4");
        assertThat(ranked.probability(0, 1)).isCloseTo(0.25f, within(1e-6f));
        assertThat(ranked.probability(0, 0)).isCloseTo((float) (0.75 * 3 / 6.5), within(1e-6f));
    }

    @Test
    void anExcludedItemLeavesItsShareToTheOthers() {
        SessionBatch batch = batch(0, 1);
        batch.excluded().add(0, 3);
        RankedItems ranked = new RankedItems(1, 5);
        try (BatchRecommender recommender = model(10, 3, 9, 0).newRecommender(1, 5)) {
            recommender.recommend(batch, ranked);
            assertThat(text(ranked)).isEqualTo("0 2 4");
            assertThat(ranked.probability(0, 0)).isCloseTo(1.5f / 3.5f, within(1e-6f));
            recommender.recommend(batch(0, 1), ranked);
            assertThat(text(ranked)).isEqualTo("3 0 2 4");
        }
    }

    @Test
    void scoresRankAsTheAnswersDo() {
        model(10, 3, 9, 0).newRecommender(1, 5).score(batch(0, 1), (session, scores) -> {
            assertThat(scores[1]).isEqualTo(Float.NEGATIVE_INFINITY);
            assertThat(scores[3]).isCloseTo(2.7f, within(1e-6f));
            assertThat(scores[2]).isEqualTo(scores[4]);
        });
    }

    @Test
    void anAnswerAllocatesNothing() {
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        SessionBatch batch = batch(0, 1, 2);
        RankedItems ranked = new RankedItems(1, 5);
        try (BatchRecommender recommender = model(10, 3, 9, 0).newRecommender(1, 5)) {
            recommender.recommend(batch, ranked);
            long before = thread.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 1_000; i++) {
                recommender.recommend(batch, ranked);
            }
            assertThat(thread.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000);
        }
    }

    @ParameterizedTest
    @CsvSource({"-0.1", "1.0", "1.5"})
    void aShareOutOfItsRangeIsRefused(double share) {
        assertThatThrownBy(() -> model(10, 3, 9, share))
                .isInstanceOf(BundleException.class)
                .hasMessage("configuration \"repeat_share\" has " + share + "; a share is from 0 to under 1");
    }

    private static NextItemModel model(int recent, int neighbours, int lastItems, double repeatShare) {
        ObjectNode configuration = VmisKnnKindExample.configuration(recent, neighbours, lastItems, repeatShare);
        return TinyBundles.build(TinyBundles.of(
                "vmis-knn",
                configuration,
                5,
                Map.of(
                        "vmis.item.offsets", new Tensor.Longs(new int[] {6}, new long[] {0, 2, 5, 7, 8, 9}),
                        "vmis.item.sessions", new Tensor.Ints(new int[] {9}, new int[] {0, 1, 0, 2, 3, 1, 2, 2, 3}),
                        "vmis.session.offsets", new Tensor.Longs(new int[] {5}, new long[] {0, 2, 4, 7, 9}),
                        "vmis.session.items", new Tensor.Ints(new int[] {9}, new int[] {0, 1, 0, 2, 1, 2, 3, 1, 4}),
                        "vmis.weight", Tensor.floats(WEIGHTS, 5))));
    }

    private static RankedItems recommend(NextItemModel model, int... items) {
        RankedItems ranked = new RankedItems(1, 5);
        try (BatchRecommender recommender = model.newRecommender(1, 5)) {
            recommender.recommend(batch(items), ranked);
        }
        return ranked;
    }

    private static SessionBatch batch(int... items) {
        SessionBatch batch = new SessionBatch(1, items.length, 0);
        batch.add();
        IntStream.of(items).forEach(item -> batch.append(0, item));
        return batch;
    }

    private static String text(RankedItems ranked) {
        return String.join(
                " ",
                IntStream.range(0, ranked.count(0))
                        .mapToObj(rank -> "" + ranked.row(0, rank))
                        .toList());
    }
}
