package freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class SpanTextTest {

    @Test
    void aSpanIsWrittenInItsTwoLargestUnits() {
        assertThat(SpanText.of(Duration.ZERO)).isEqualTo("0 s");
        assertThat(SpanText.of(Duration.ofMillis(59_999))).isEqualTo("59 s");
        assertThat(SpanText.of(Duration.ofSeconds(61))).isEqualTo("1 min 1 s");
        assertThat(SpanText.of(Duration.ofMinutes(120))).isEqualTo("2 h");
        assertThat(SpanText.of(Duration.ofHours(76))).isEqualTo("3 d 4 h");
        assertThat(SpanText.of(Duration.ofDays(4_745))).isEqualTo("13 years");
    }
}
