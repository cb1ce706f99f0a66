package freshet.model.kind.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.ThreadMXBean;
import freshet.model.BatchRecommender;
import freshet.model.NextItemModel;
import freshet.model.RankedItems;
import freshet.model.SessionBatch;
import freshet.model.WithheldItems;
import freshet.model.bundle.ModelBundle;
import freshet.model.kind.TinyBundles;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A mix gives the weighted mean of what its models give on their own. */
class MixModelTest {
    private static final int ITEMS = 30;
    private static final int KNOWN = 20;
    private static final double[] FIRST = {0.3, 0.6, 0.75}; // weights of the first part, from 1, 2 and 4 items on
    private static final Duration PATIENCE = Duration.ofMinutes(1); // on the CPU
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final ModelBundle gru = MixKindExample.part("gru4rec", 1, ITEMS, 6);
    private final ModelBundle markov = MixKindExample.part("markov", 1, ITEMS, 6);
    private final ModelBundle smaller = MixKindExample.part("gru4rec", 2, KNOWN, 5);

    @Test
    void probabilitiesAreTheWeightedMean() {
        try (NextItemModel mix = TinyBundles.build(plain(gru, markov))) {
            for (int[] session : new int[][] {{5}, {2, 7}, {2, 6, 8, 10, 5}}) {
                double first = FIRST[session.length == 1 ? 0 : session.length < 4 ? 1 : 2];
                float[] recurrent = alone(gru, session);
                float[] counted = alone(markov, session);
                float[] mixed = probabilities(mix, session);
                for (int row = 0; row < ITEMS; row++) {
                    assertThat((double) mixed[row])
                            .isCloseTo(first * recurrent[row] + (1 - first) * counted[row], within(1e-6));
                }
            }
        }
    }

    @Test
    void aModelThatDoesNotAnswerLeavesItsWeightToTheOthers() {
        int[] session = {2, 6}; // the chain knows no successor of the last one
        try (NextItemModel mix = TinyBundles.build(plain(gru, markov))) {
            assertThat(alone(markov, session)).containsOnly(0f);
            assertThat(probabilities(mix, session)).containsExactly(alone(gru, session), within(1e-6f));
        }
    }

    @Test
    void anItemThatOneModelDoesNotKnowIsTheOthersAlone() {
        int[] session = {3, 25, 24}; // in the smaller one's rows: unknown, 4 and 5
        try (NextItemModel mix = TinyBundles.build(plain(gru, smaller))) {
            float[] larger = alone(gru, session);
            float[] known = alone(smaller, 4, 5);
            float[] mixed = probabilities(mix, session);
            for (int row = 0; row < ITEMS; row++) {
                int own = ITEMS - 1 - row;
                double second = own < KNOWN ? known[own] : 0;
                assertThat((double) mixed[row]).isCloseTo(0.6 * larger[row] + 0.4 * second, within(1e-6));
            }
        }
    }

    @Test
    void probabilitiesAreSharesAmongWhatMayBeRecommended() {
        int[] session = {2, 7};
        try (NextItemModel mix = TinyBundles.build(plain(gru, markov));
                BatchRecommender recommender = mix.newRecommender(1, ITEMS)) {
            float[] all = probabilities(mix, session);
            SessionBatch batch = batch(mix, List.of(session));
            BitSet withheld = new BitSet();
            withheld.set(8);
            withheld.set(100); // of another model
            batch.excluded().withhold(new WithheldItems(withheld));
            batch.excluded().add(0, 7);
            RankedItems ranked = new RankedItems(1, ITEMS);
            recommender.recommend(batch, ranked);
            float[] some = byRow(ranked, 0);

            double left = 1 - all[7] - all[8];
            assertThat(ranked.count(0)).isEqualTo(ITEMS - 2);
            for (int row = 0; row < ITEMS; row++) {
                assertThat((double) some[row]).isCloseTo(row == 7 || row == 8 ? 0 : all[row] / left, within(1e-6));
            }
        }
    }

    @Test
    void modelsSeeWhenEventsWere() {
        ModelBundle timed = MixKindExample.part("youtube-dnn", 4, ITEMS, 6);
        int[] session = {2, 6}; // the chain has no answer
        try (NextItemModel alone = TinyBundles.build(timed);
                NextItemModel mix = TinyBundles.build(plain(timed, markov))) {
            float[] morning = at(1_700_000_000_000L, mix, session);

            assertThat(morning).isNotEqualTo(at(1_700_030_000_000L, mix, session));
            assertThat(morning).containsExactly(at(1_700_000_000_000L, alone, session), within(1e-6f));
        }
    }

    @Test
    void sharpnessMakesALikelyItemLikelier() {
        ModelBundle bundle = plain(gru, smaller);
        ((ObjectNode) bundle.configuration().path("parts").path(0)).put("sharpness", 3);
        int[] session = {1}; // known to the first alone
        try (NextItemModel sharp = TinyBundles.build(bundle)) {
            float[] plain = alone(gru, session);
            float[] sharpened = probabilities(sharp, session);
            double total = 0;
            for (float probability : plain) {
                total += Math.pow(probability, 3);
            }
            for (int row = 0; row < ITEMS; row++) {
                assertThat((double) sharpened[row]).isCloseTo(Math.pow(plain[row], 3) / total, within(1e-6));
            }
        }
    }

    @Test
    void aSessionIsAnsweredAlikeInALargeBatch() {
        List<int[]> sessions = new ArrayList<>();
        IntStream.range(0, 150).forEach(i -> sessions.add(new int[] {i % ITEMS, i * 7 % ITEMS}));
        try (NextItemModel mix = TinyBundles.build(plain(gru, smaller));
                BatchRecommender recommender = mix.newRecommender(sessions.size(), ITEMS)) {
            RankedItems ranked = new RankedItems(sessions.size(), ITEMS);
            recommender.recommend(batch(mix, sessions), ranked);
            for (int i = 0; i < sessions.size(); i++) {
                assertThat(byRow(ranked, i)).isEqualTo(probabilities(mix, sessions.get(i)));
            }
        }
    }

    /** Vectors are objects until the compiler has put them into registers. */
    @Test
    void onceCompiledAnAnswerAllocatesNothing() {
        ModelBundle large = MixKindExample.mix(
                2_000,
                MixKindExample.part("gru4rec", 1, 2_000, 8),
                MixKindExample.part("vmis-knn", 1, 2_000, 8),
                MixKindExample.part("stamp", 1, 1_500, 8));
        try (NextItemModel mix = TinyBundles.build(large);
                BatchRecommender recommender = mix.newRecommender(4, 10)) {
            SessionBatch batch = batch(mix, List.of(new int[] {1, 2}, new int[] {900}, new int[] {7, 7, 1_900}));
            RankedItems ranked = new RankedItems(4, 10);
            long end = THREADS.getCurrentThreadCpuTime() + PATIENCE.toNanos();
            long allocated;
            do {
                allocated = allocatedBy(() -> recommender.recommend(batch, ranked));
            } while (allocated > 0 && THREADS.getCurrentThreadCpuTime() < end);
            assertThat(allocated).isZero();
        }
    }

    private static long allocatedBy(Runnable call) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 50; i++) {
            call.run();
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    /** As it is, at sharpness 1. */
    private static ModelBundle plain(ModelBundle... parts) {
        ModelBundle mix = MixKindExample.mix(ITEMS, parts);
        mix.configuration().path("parts").forEach(part -> ((ObjectNode) part).put("sharpness", 1));
        return mix;
    }

    private static float[] alone(ModelBundle bundle, int... session) {
        try (NextItemModel model = TinyBundles.build(bundle)) {
            return probabilities(model, session);
        }
    }

    private static float[] at(long time, NextItemModel model, int... session) {
        try (BatchRecommender recommender = model.newRecommender(1, ITEMS)) {
            SessionBatch batch = new SessionBatch(1, session.length, model.stateWidth());
            batch.add();
            for (int row : session) {
                batch.append(0, row, time);
            }
            RankedItems ranked = new RankedItems(1, ITEMS);
            recommender.recommend(batch, ranked);
            return byRow(ranked, 0);
        }
    }

    private static float[] probabilities(NextItemModel model, int... session) {
        try (BatchRecommender recommender = model.newRecommender(1, ITEMS)) {
            RankedItems ranked = new RankedItems(1, ITEMS);
            recommender.recommend(batch(model, List.of(session)), ranked);
            return byRow(ranked, 0);
        }
    }

    private static SessionBatch batch(NextItemModel model, List<int[]> sessions) {
        SessionBatch batch = new SessionBatch(sessions.size(), 6, model.stateWidth());
        for (int[] session : sessions) {
            int slot = batch.add();
            for (int row : session) {
                batch.append(slot, row);
            }
        }
        return batch;
    }

    private static float[] byRow(RankedItems ranked, int session) {
        float[] probabilities = new float[ITEMS];
        for (int rank = 0; rank < ranked.count(session); rank++) {
            probabilities[ranked.row(session, rank)] = ranked.probability(session, rank);
        }
        return probabilities;
    }
}
