package freshet.job.settings;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransactionLifeTest {
    @Test
    void aTransactionWaitsForEveryCheckpointThatMayFail() {
        // Opened at 0, written until 60; the checkpoints at 60 and 120 expire, that at 180 is
        // complete at 240.
        assertThat(life(10, 0, 60, 2).longest()).isEqualTo(ofSeconds(240));
    }

    /** Where checkpoints are quick the interval counts. */
    @Test
    void theIntervalCountsWhereItIsLonger() {
        assertThat(life(60, 0, 10, 2).longest()).isEqualTo(ofSeconds(60 + 2 * 60 + 10));
    }

    /**
     * Flink raises the interval to the pause, and waits that long after a checkpoint that took its
     * time.
     */
    @Test
    void thePauseCounts() {
        assertThat(life(10, 20, 60, 1).longest()).isEqualTo(ofSeconds(80 + 60 + 60));
        assertThat(life(10, 100, 60, 1).longest()).isEqualTo(ofSeconds(160 + 100 + 60));
    }

    @Test
    void aQuarterIsLeftForARestart() {
        TransactionLife life = life(10, 0, 30, 0);
        assertThat(life.longest()).isEqualTo(ofSeconds(60));
        assertThat(life.fits(ofSeconds(80))).isTrue();
        assertThat(life.fits(ofSeconds(79))).isFalse();
        assertThat(life.fits(life.needed())).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"900, 10, 90, 5", "900, 1, 90, 5", "10, 4, 3.5, 0", "60, 10, 10, 2", "600, 30, 60, 5"})
    void defaultsFitAndLeaveRoomForSeveral(long transaction, long interval, double timeout, int failures) {
        Duration kept = ofSeconds(transaction);
        Duration chosen = TransactionLife.timeoutFor(kept, ofSeconds(interval));
        TransactionLife life = new TransactionLife(ofSeconds(interval), Duration.ZERO, chosen, 0).withFailuresFor(kept);
        assertThat(chosen).isEqualTo(Duration.ofMillis((long) (timeout * 1000)));
        assertThat(life.toleratedFailures()).isEqualTo(failures);
        assertThat(life.fits(kept)).isTrue();
        assertThat(new TransactionLife(life.interval(), Duration.ZERO, chosen, failures + 1).fits(kept))
                .isFalse();
    }

    private static TransactionLife life(long interval, long pause, long timeout, int failures) {
        return new TransactionLife(ofSeconds(interval), ofSeconds(pause), ofSeconds(timeout), failures);
    }
}
