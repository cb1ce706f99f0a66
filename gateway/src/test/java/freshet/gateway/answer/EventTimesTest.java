package freshet.gateway.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Event time, as far as answers tell of it. */
class EventTimesTest {
    private static final long NOW = 1_000_000;

    private final EventTimes times = new EventTimes(Duration.ofSeconds(1), Duration.ofSeconds(10));

    @Test
    void isBehindTheLatestEventByTheDisorder() {
        assertThat(times.at(NOW)).isEqualTo(EventTimes.UNKNOWN);
        times.answered(Answers.at("s", 1, 50_000), NOW);
        times.answered(Answers.at("s", 2, 40_000), NOW);
        assertThat(times.at(NOW)).isEqualTo(49_000);
    }

    @Test
    void theSlowestPartitionHoldsItBackUntilItIsIdle() {
        times.answered(Answers.at("a", 0, 1, 50_000), NOW);
        times.answered(Answers.at("b", 1, 1, 20_000), NOW);
        assertThat(times.at(NOW)).isEqualTo(19_000);
        times.answered(Answers.at("a", 0, 2, 60_000), NOW + 9_000);
        assertThat(times.at(NOW + 10_000)).isEqualTo(19_000);
        assertThat(times.at(NOW + 10_001)).isEqualTo(59_000);
    }

    @Test
    void doesNotGoBackWhereASlowPartitionBeginsAnew() {
        times.answered(Answers.at("a", 0, 1, 50_000), NOW);
        assertThat(times.at(NOW)).isEqualTo(49_000);
        times.answered(Answers.at("b", 1, 1, 20_000), NOW);
        assertThat(times.at(NOW)).isEqualTo(49_000);
    }

    @Test
    void aNumberThatNoPartitionHasIsPassedOver() {
        times.answered(Answers.at("a", Integer.MAX_VALUE, 1, 50_000), NOW);
        assertThat(times.at(NOW)).isEqualTo(EventTimes.UNKNOWN);
    }

    @Test
    void knowsNothingOfATopicMadeAnew() {
        times.answered(Answers.at("a", 0, 1, 50_000), NOW);
        times.clear();
        assertThat(times.at(NOW)).isEqualTo(EventTimes.UNKNOWN);
    }
}
