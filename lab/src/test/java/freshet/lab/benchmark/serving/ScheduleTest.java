package freshet.lab.benchmark.serving;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.lab.benchmark.serving.OpenLoop.Schedule;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void eventsAreDueAtEqualDistancesFromTheStartOn() {
        Schedule schedule = Schedule.of(7, 4, 10 * SECOND);
        assertThat(schedule.events()).isEqualTo(40);
        assertThat(schedule.dueNanos(0)).isEqualTo(7);
        assertThat(schedule.dueNanos(1)).isEqualTo(7 + SECOND / 4);
        assertThat(schedule.dueNanos(39)).isEqualTo(7 + 39 * SECOND / 4);
    }

    @Test
    void roundingDoesNotAddUp() {
        Schedule schedule = Schedule.of(0, 3_000, 3_600 * SECOND);
        assertThat(schedule.events()).isEqualTo(10_800_000);
        assertThat(schedule.dueNanos(10_799_999)).isBetween(3_600 * SECOND - 333_334, 3_600 * SECOND - 333_333);
    }
}
