package freshet.model.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ArrivalTest {
    private static final long NOW = 1_790_000_000_000L;
    private static final long UNKNOWN = -1;

    @Test
    void anEventThatIsNotAheadOfTheClockKeepsItsTime() {
        assertThat(Arrival.bounded(NOW - 5, NOW - 900, NOW)).isEqualTo(NOW - 5);
        assertThat(Arrival.bounded(NOW, UNKNOWN, NOW)).isEqualTo(NOW);
    }

    @Test
    void anEventThatIsAheadCountsAtTheTimeOfItsRecord() {
        assertThat(Arrival.bounded(NOW + 72_000_000, NOW - 900, NOW)).isEqualTo(NOW - 900);
    }

    @Test
    void anEventThatIsAheadInARecordThatIsAheadCountsAtTheClock() {
        assertThat(Arrival.bounded(NOW + 72_000_000, NOW + 72_000_001, NOW)).isEqualTo(NOW);
        assertThat(Arrival.bounded(NOW + 1, UNKNOWN, NOW)).isEqualTo(NOW);
    }
}
