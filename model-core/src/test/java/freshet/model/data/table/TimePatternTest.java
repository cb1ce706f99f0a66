package freshet.model.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimePatternTest {
    private static final Optional<ZoneId> BERLIN = Optional.of(ZoneId.of("Europe/Berlin"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            dd.MM.yyyy HH:mm:ss | 01.11.2026 10:00:00 | 2026-11-01T09:00:00Z
            dd.MM.yy H:mm | 01.11.26 9:05 | 2026-11-01T08:05:00Z
            MM/dd/yyyy hh:mm a | 11/01/2026 10:00 pm | 2026-11-01T21:00:00Z
            yyyyMMddHHmmss | 20261101100000 | 2026-11-01T09:00:00Z
            d MMM yyyy G HH | 1 Nov 2026 AD 10 | 2026-11-01T09:00:00Z
            dd.MM.yyyy | 01.11.2026 | 2026-10-31T23:00:00Z
            dd/MMM/yyyy:HH:mm:ss Z | 01/Nov/2026:10:00:00 +0100 | 2026-11-01T09:00:00Z
            yyyy-MM-dd HH:mm VV | 2026-11-01 10:00 Asia/Tokyo | 2026-11-01T01:00:00Z
            yyyy-MM-dd XXX | 2026-11-01 +01:00 | 2026-10-31T23:00:00Z
            "yyyy-MM-dd 'year' HH" | 2026-11-01 year 10 | 2026-11-01T09:00:00Z
            """)
    void aPatternIsTakenAsJavaHasIt(String pattern, String text, Instant time) {
        assertThat(TimePattern.of(pattern.replace("\"", ""), BERLIN).time(text)).contains(time);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            dd.MM.yyyy HH:mm | 31.02.2026 10:00
            dd.MM.yyyy | 29.02.2026
            dd.MM.yyyy HH:mm | 01.11.2026 24:00
            yyyy-MM-dd HH:mm VV | 2026-03-29 02:30 Europe/Berlin
            """)
    void aTimeThatDoesNotExistIsNone(String pattern, String text) {
        assertThat(TimePattern.of(pattern, BERLIN).time(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            dd.MM.yyyy hh:mm:ss | gives no time of day: HH is 0 to 23, hh needs a, mm needs one of them
            dd.MM.yyyy HH:MM:ss | gives no time of day
            dd.MM.yyyy mm:ss | gives no time of day
            HH:mm:ss | gives no date, as dd.MM.yyyy does; one column must hold date and time
            DD.MM.YYYY HH:mm:ss | gives no date
            %d.%m.%Y %H:%M:%S | gives no date
            ms | cannot read what it writes: Text '478'
            dd.MM.yyyy 'Z' | has no offset from UTC; give --time-zone ZONE too
            Seconds | Unknown pattern letter: o
            """)
    void aPatternThatGivesNoDateOrHalfATimeIsRefused(String pattern, String reason) {
        assertThatThrownBy(() -> TimePattern.of(pattern, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }
}
