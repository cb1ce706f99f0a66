package freshet.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelfTestJsonTest {
    private static final SelfTestCase TIMELESS = new SelfTestCase(List.of("a"), List.of("b"), List.of(0.5f));

    @Test
    void timeIsReadAsItWasWritten() {
        List<SelfTestCase> cases = List.of(
                TIMELESS,
                new SelfTestCase(List.of("a"), List.of("b"), List.of(0.5f), OptionalLong.of(1_700_000_000_123L)),
                new SelfTestCase(List.of("a"), List.of("b"), List.of(0.5f), OptionalLong.of(-1)));

        assertThat(SelfTestJson.read(SelfTestJson.write(cases))).isEqualTo(cases);
    }

    @Test
    void caseWithoutATimeIsWrittenAsBefore() {
        assertThat(SelfTestJson.write(List.of(TIMELESS)))
                .hasToString("[{\"items\":[\"a\"],\"expected\":[\"b\"],\"probabilities\":[0.5]}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"noon\"", "1.5", "null", "1e30", "9223372036854775808", "{}"})
    void timeThatIsNoNumberOfMillisecondsIsRefused(String time) throws JsonProcessingException {
        JsonNode test = StrictJson.MAPPER.readTree(
                "[{\"items\":[\"a\"],\"expected\":[],\"probabilities\":[],\"time\":" + time + "}]");

        assertThatThrownBy(() -> SelfTestJson.read(test))
                .isInstanceOf(BundleException.class)
                .hasMessageStartingWith("time of a case is ")
                .hasMessageContaining("write the bundle again");
    }
}
