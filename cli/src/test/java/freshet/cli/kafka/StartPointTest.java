package freshet.cli.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.cli.CommandException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class StartPointTest {
    private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");

    private final StartPoint.Converter converter = new StartPoint.Converter(Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void namesAreTheEndAndTheBeginning() {
        assertThat(converter.convert("latest")).isEqualTo(new StartPoint.Latest());
        assertThat(converter.convert("beginning")).isEqualTo(new StartPoint.Beginning());
    }

    @ParameterizedTest
    @CsvSource({
        "10m, 2026-03-01T08:50:00Z",
        "10min, 2026-03-01T08:50:00Z",
        "90 s, 2026-03-01T08:58:30Z",
        "7d, 2026-02-22T09:00:00Z",
        "2026-02-28, 2026-02-28T00:00:00Z",
        "2026-02-28T12:00:00+02:00, 2026-02-28T10:00:00Z"
    })
    void aSpanCountsBackAndATimeIsItself(String text, Instant expected) {
        assertThat(converter.convert(text)).isEqualTo(new StartPoint.Since(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "earliest", "10", "2026-02-30", "2026-02-28T12:00:00", "-5m"})
    void anythingElseIsRefusedWithAllForms(String text) {
        assertThatThrownBy(() -> converter.convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessage("\"" + text + "\" is no place to begin; write latest, beginning, a span that counts back"
                        + " from now, 10m, a date, 2026-01-31, or a time with its offset, 2026-01-31T00:00:00Z");
    }

    @Test
    void offsetsAreReadByPartition() {
        StartPoint.At offsets = StartPoint.At.parse("0:1200,11:1333").orElseThrow();
        assertThat(offsets.offsets()).containsExactly(Map.entry(0, 1200L), Map.entry(11, 1333L));
        assertThat(offsets).hasToString("0:1200,11:1333");
        assertThat(StartPoint.At.parse("0:")).isEmpty();
        assertThat(StartPoint.At.parse("2026-01-31T00:00:00Z")).isEmpty();
    }

    @Test
    void offsetsThatRetentionHasDeletedAreTold() {
        StartPoint.At place = StartPoint.At.parse("0:5,1:700").orElseThrow();

        assertThat(place.missing(Map.of(0, 500L, 1, 600L)))
                .contains("of 0:5,1:700 the records before 0:500 are gone, deleted by the topic's retention; what is"
                        + " left is read");
        assertThat(place.missing(Map.of(0, 5L, 1, 0L, 2, 9L))).isEmpty();
        assertThatThrownBy(() -> place.missing(Map.of(0, 0L)))
                .isInstanceOf(CommandException.class)
                .hasMessage("the topic has no partition 1, of which 0:5,1:700 names an offset; its partitions are [0]");
    }
}
