package freshet.model.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Decayed counts against the formula, computed event by event. */
class DecayedCountsTest {
    private static final long HOUR = 3_600_000;
    private static final long START = 1_700_000_000_000L;

    private record Click(String item, long millis) {}

    @Test
    void anEventAsOldAsTheWindowWeighsAHundredth() {
        DecayedCounts counts = new DecayedCounts(HOUR, 10);
        counts.add("old", START);
        counts.add("new", START + HOUR);

        List<CountedItem> top = counts.top(10);
        assertThat(top).extracting(CountedItem::itemId).containsExactly("new", "old");
        assertThat(top.get(0).count()).isCloseTo(1, within(1e-12));
        assertThat(top.get(1).count()).isCloseTo(0.01, within(1e-12));
    }

    @Test
    void agreesWithTheSumOverAllEventsInAnyOrder() {
        Random random = new Random(7);
        DecayedCounts counts = new DecayedCounts(HOUR, 1_000);
        Map<String, Double> sums = new HashMap<>();
        long newest = START + 300 * HOUR; // so long that the landmark moves
        Click[] clicks = random.ints(20_000, 0, 50)
                .mapToObj(item -> new Click("item-" + item, newest - (long) (random.nextDouble() * 300 * HOUR)))
                .sorted(Comparator.comparingLong(click -> click.millis() + random.nextInt(600_000)))
                .toArray(Click[]::new);
        for (Click click : clicks) {
            counts.add(click.item(), click.millis());
        }
        counts.add("last", newest);
        for (Click click : clicks) {
            sums.merge(click.item(), Math.pow(100, -(double) (newest - click.millis()) / HOUR), Double::sum);
        }

        List<CountedItem> top = counts.top(20);
        assertThat(top.stream().filter(item -> !item.itemId().equals("last")))
                .hasSizeGreaterThan(10)
                .allSatisfy(item -> assertThat(item.count()).isCloseTo(sums.get(item.itemId()), within(1e-9)));
        assertThat(top)
                .isSortedAccordingTo(
                        Comparator.comparingDouble(CountedItem::count).reversed());
    }

    @Test
    void inBoundedMemoryFrequentItemsAreFoundAndNeverOvercounted() {
        Random random = new Random(3);
        int capacity = 100;
        DecayedCounts counts = new DecayedCounts(HOUR, capacity);
        Map<String, Integer> sums = new HashMap<>();
        for (int event = 0; event < 50_000; event++) {
            String item = random.nextInt(4) == 0 ? "hit-" + random.nextInt(5) : "rare-" + random.nextInt(40_000);
            sums.merge(item, 1, Integer::sum);
            counts.add(item, START); // all at once: each weighs 1
        }

        assertThat(counts.size()).isEqualTo(capacity);
        List<CountedItem> top = counts.top(5);
        assertThat(top).allSatisfy(item -> {
            assertThat(item.itemId()).startsWith("hit-");
            assertThat(item.count())
                    .isLessThanOrEqualTo(sums.get(item.itemId()) + 1e-9)
                    .isGreaterThanOrEqualTo(sums.get(item.itemId()) - 50_000.0 / capacity);
        });
    }

    @Test
    void aJumpOfYearsLeavesTheNewEventsAlone() {
        DecayedCounts counts = new DecayedCounts(HOUR, 10);
        counts.add("replayed", START - 100_000 * HOUR);
        counts.add("live", START);
        assertThat(counts.top(10)).containsExactly(new CountedItem("live", 1));
    }

    @Test
    void nothingIsCountedOfATopicThatIsGone() {
        DecayedCounts counts = new DecayedCounts(HOUR, 2);
        counts.add("a", START);
        counts.clear();
        assertThat(counts.top(10)).isEmpty();
        counts.add("b", START - HOUR);
        assertThat(counts.top(10)).containsExactly(new CountedItem("b", 1));
    }
}
