package freshet.model.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import freshet.model.BatchRecommender;
import freshet.model.ItemBoosts;
import freshet.model.RankedItems;
import freshet.model.SessionBatch;
import freshet.model.Vocabulary;
import freshet.model.WithheldItems;
import freshet.model.arithmetic.Arithmetic;
import freshet.model.arithmetic.KernelChoice;
import freshet.model.arithmetic.ScoringMode;
import freshet.model.scoring.ItemHead;
import freshet.model.scoring.OwnItemBias;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Held against a reference that scores every item on its own. */
class OwnItemScorerTest {
    private static final int WIDTH = 5;
    private static final int LONGEST = 9;
    private static final int BATCH = 4;
    private static final OwnItemBias BIAS =
            new OwnItemBias(new float[] {-1.5f, 2f, 0.5f}, new float[] {0.25f, 3f, -0.75f});

    /** The query is the newest item's row of the head. */
    private record NewestItem(ItemHead head) implements WindowEncoder {
        @Override
        public int queryWidth() {
            return head.width();
        }

        @Override
        public Reader newReader(int maxBatch) {
            return new Reader() {
                @Override
                public void encode(SessionBatch batch, float[] queries) {
                    for (int session = 0; session < batch.size(); session++) {
                        int newest = batch.item(session, batch.length(session) - 1);
                        System.arraycopy(
                                head.embedding(), newest * head.width(), queries, session * WIDTH, head.width());
                    }
                }

                @Override
                public void close() {}
            };
        }
    }

    @Property(tries = 150)
    void everyAnswerIsThatOfTheReference(
            @ForAll @IntRange(min = 1, max = 300) int items,
            @ForAll @IntRange(min = 1, max = 40) int k,
            @ForAll @IntRange(min = 0, max = 2) int way,
            @ForAll long seed) {
        Random random = new Random(seed);
        ItemHead head = head(random, items);
        Arithmetic arithmetic = List.of(
                        new Arithmetic(KernelChoice.VECTOR, ScoringMode.EXACT),
                        new Arithmetic(KernelChoice.VECTOR, ScoringMode.PRUNED),
                        new Arithmetic(KernelChoice.ND4J, ScoringMode.EXACT))
                .get(way);
        try (EncoderModel model = model(head, arithmetic);
                BatchRecommender recommender = model.newRecommender(BATCH, k)) {
            RankedItems ranked = new RankedItems(BATCH, k);
            for (int round = 0; round < 2; round++) { // scratch is used again
                SessionBatch batch = batch(random, items);
                recommender.recommend(batch, ranked);
                for (int session = 0; session < batch.size(); session++) {
                    assertRanked(ranked, batch, session, head, k);
                }
                recommender.score(batch, (session, scores) -> {
                    double[] expected = scores(batch, session, head);
                    for (int item = 0; item < items; item++) {
                        assertThat((double) scores[item]).isCloseTo(expected[item], within(1e-4));
                    }
                });
            }
        }
    }

    @Test
    void anItemOfTheSessionPassesAllOthersByItsBias() {
        ItemHead head = new ItemHead(4, WIDTH, new float[4 * WIDTH], new float[] {0.3f, 0.2f, 0.1f, 0}, BIAS);
        SessionBatch batch = new SessionBatch(1, LONGEST, 0);
        batch.add();
        batch.append(0, 3);
        batch.append(0, 0);
        RankedItems ranked = new RankedItems(1, 4);
        try (EncoderModel model = model(head, Arithmetic.DEFAULT);
                BatchRecommender recommender = model.newRecommender(1, 4)) {
            recommender.recommend(batch, ranked);
        }
        assertThat(IntStream.range(0, 4).map(rank -> ranked.row(0, rank))).containsExactly(3, 1, 2, 0);
        double sum = Math.exp(2) + Math.exp(0.2) + Math.exp(0.1) + Math.exp(0.3 - 1.5);
        assertThat((double) ranked.probability(0, 0)).isCloseTo(Math.exp(2) / sum, within(1e-6));
        assertThat((double) ranked.probability(0, 1)).isCloseTo(Math.exp(0.2) / sum, within(1e-6));
    }

    private static EncoderModel model(ItemHead head, Arithmetic arithmetic) {
        List<String> ids =
                IntStream.range(0, head.items()).mapToObj(item -> "i" + item).toList();
        return new EncoderModel(new Vocabulary(ids), new NewestItem(head), head, arithmetic.scoring(head));
    }

    private static void assertRanked(RankedItems ranked, SessionBatch batch, int session, ItemHead head, int k) {
        double[] scores = scores(batch, session, head);
        for (int item = 0; item < scores.length; item++) {
            scores[item] += batch.excluded().boosts().log(item);
        }
        List<Integer> allowed = new ArrayList<>();
        double sum = 0;
        for (int item = 0; item < scores.length; item++) {
            if (!batch.excluded().contains(session, item)) {
                allowed.add(item);
                sum += Math.exp(scores[item]);
            }
        }
        allowed.sort((a, b) -> Double.compare(scores[b], scores[a]));
        assertThat(ranked.count(session)).isEqualTo(Math.min(k, allowed.size()));
        Set<Integer> seen = new HashSet<>();
        for (int rank = 0; rank < ranked.count(session); rank++) {
            int row = ranked.row(session, rank);
            assertThat(seen.add(row)).isTrue();
            assertThat(allowed).contains(row);
            assertThat(scores[row]).isCloseTo(scores[allowed.get(rank)], within(1e-4));
            assertThat((double) ranked.probability(session, rank)).isCloseTo(Math.exp(scores[row]) / sum, within(1e-4));
        }
    }

    private static double[] scores(SessionBatch batch, int session, ItemHead head) {
        double[] scores = new double[head.items()];
        int newest = batch.item(session, batch.length(session) - 1);
        for (int item = 0; item < scores.length; item++) {
            scores[item] = head.bias()[item];
            for (int i = 0; i < WIDTH; i++) {
                scores[item] += (double) head.embedding()[item * WIDTH + i] * head.embedding()[newest * WIDTH + i];
            }
        }
        List<Integer> newestFirst = new ArrayList<>();
        for (int position = batch.length(session) - 1; position >= 0; position--) {
            newestFirst.add(batch.item(session, position));
        }
        List<Integer> different = newestFirst.stream().distinct().toList();
        for (int rank = 0; rank < different.size(); rank++) {
            int item = different.get(rank);
            boolean repeated =
                    newestFirst.stream().filter(other -> other == item).count() > 1;
            scores[item] += (repeated ? BIAS.repeated() : BIAS.once())[Math.min(rank, BIAS.ranks() - 1)];
        }
        return scores;
    }

    private static SessionBatch batch(Random random, int items) {
        SessionBatch batch = new SessionBatch(BATCH, LONGEST, 0);
        BitSet withheld = new BitSet();
        random.ints(random.nextInt(3), 0, items).forEach(withheld::set);
        batch.excluded().withhold(new WithheldItems(withheld));
        if (items > 2 && random.nextBoolean()) {
            batch.excluded().boost(new ItemBoosts(new int[] {0, items / 2 + 1}, new float[] {1.5f, -0.75f}));
        }
        int few = Math.min(items, 6); // so that many repeat
        for (int i = 0; i < 1 + random.nextInt(BATCH); i++) {
            int session = batch.add();
            random.ints(1 + random.nextInt(LONGEST), 0, few).forEach(row -> batch.append(session, row));
            random.ints(random.nextInt(4), 0, few)
                    .forEach(row -> batch.excluded().add(session, row));
        }
        return batch;
    }

    private static ItemHead head(Random random, int items) {
        return new ItemHead(items, WIDTH, gaussians(random, items * WIDTH), gaussians(random, items), BIAS);
    }

    private static float[] gaussians(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
