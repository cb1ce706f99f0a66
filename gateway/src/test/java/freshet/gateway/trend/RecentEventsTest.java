package freshet.gateway.trend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A session's newest events, in bounded memory. */
class RecentEventsTest {
    private static final long PLENTY = 1 << 20;

    private static SeenEvent view(String item, long millis) {
        return new SeenEvent(item, Instant.ofEpochMilli(millis), "view");
    }

    @Test
    void areToldByTheirOwnTime() {
        RecentEvents recent = new RecentEvents(3, PLENTY);
        recent.add("s", view("b", 2));
        recent.add("s", view("a", 1));
        recent.add("other", view("x", 5));

        assertThat(recent.of("s")).containsExactly(view("a", 1), view("b", 2));
        assertThat(recent.of("unknown")).isEmpty();
    }

    @Test
    void thoseReadFirstLeaveFirst() {
        RecentEvents recent = new RecentEvents(2, PLENTY);
        recent.add("s", view("a", 1));
        recent.add("s", view("b", 2));
        recent.add("s", view("c", 3));
        assertThat(recent.of("s")).containsExactly(view("b", 2), view("c", 3));
    }

    @Test
    void whereMemoryIsFullTheLeastRecentSessionLeaves() {
        RecentEvents one = new RecentEvents(5, PLENTY);
        one.add("a", view("i", 1));
        RecentEvents recent = new RecentEvents(5, 2 * one.bytes());
        recent.add("a", view("i", 1));
        recent.add("b", view("i", 1));
        recent.add("c", view("i", 1));

        assertThat(recent.of("a")).isEmpty();
        assertThat(recent.of("b")).hasSize(1);
        assertThat(recent.of("c")).hasSize(1);
        assertThat(recent.bytes()).isEqualTo(2 * one.bytes());
    }
}
