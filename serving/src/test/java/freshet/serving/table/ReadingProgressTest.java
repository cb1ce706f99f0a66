package freshet.serving.table;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReadingProgressTest {
    private static final long SECOND = 1_000_000_000L;

    private final ReadingProgress progress = new ReadingProgress("items", Duration.ofSeconds(30), 0);

    @Test
    void recordsThatComeKeepTheReadingGoingForAnyTime() {
        assertThatCode(() -> {
                    for (int step = 1; step < 100; step++) {
                        progress.step(1, step * 20 * SECOND, () -> "items-0 is at offset 3 of 9");
                    }
                })
                .doesNotThrowAnyException();
    }

    @Test
    void aReadingThatStandsStillEndsAndSaysWhere() {
        progress.step(5, 20 * SECOND, () -> "items-0 is at offset 3 of 9");
        progress.step(0, 50 * SECOND, () -> "items-0 is at offset 3 of 9");
        assertThatThrownBy(() -> progress.step(0, 51 * SECOND, () -> "items-0 is at offset 3 of 9"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no record of topic items came for 30 s before its end: items-0 is at offset 3 of 9;"
                        + " check that the brokers serve the partition");
    }
}
