package freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.model.session.SessionRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionGapTest {

    @ParameterizedTest
    @CsvSource({"30min, 1800000", "30 min, 1800000", "90s, 90000", "500ms, 500", "2H, 7200000"})
    void aNumberWithItsUnitIsATime(String text, long millis) {
        assertThat(SessionGap.parse(text).millis()).isEqualTo(millis);
    }

    @Test
    void noneLetsNoPauseEndASession() {
        assertThat(SessionGap.parse("none").rules(50)).isEqualTo(new SessionRules(SessionRules.NO_GAP, 50));
    }

    @ParameterizedTest
    @ValueSource(strings = {"30min", "90s", "1500ms", "none"})
    void itIsWrittenAsItIsRead(String text) {
        assertThat(SessionGap.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"30", "half an hour", "", "-5min", "30 minutes", "99999999999min"})
    void anythingElseIsRefusedWithAnExample(String text) {
        assertThatThrownBy(() -> SessionGap.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("session gap \"" + text
                        + "\" is not a number with its unit; write for example 30min, 90s, 500ms, 2h, 7d, or none");
    }

    @Test
    void zeroIsRefused() {
        assertThatThrownBy(() -> SessionGap.parse("0s")).hasMessage("session gap is 0 ms; it must be at least 1 ms");
    }
}
