package freshet.schema.event;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.schema.RejectionReason;
import freshet.schema.SessionEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonEventsTest {
    private final EventDecoder decoder = EventFormat.JSON.decoder(EventLimits.DEFAULT, SampleEvents.CLOCK);

    @Test
    void threeFieldsAreEnough() {
        SessionEvent event = accepted("{\"sessionId\":\"s\",\"itemId\":\"i\",\"eventTime\":1709285400123}");

        assertThat(event.getSessionId()).isEqualTo("s");
        assertThat(event.getItemId()).isEqualTo("i");
        assertThat(event.getEventTime()).isEqualTo(Instant.ofEpochMilli(1709285400123L));
        assertThat(event.getEventType()).isEqualTo("view");
        assertThat(event.getEventId()).isEmpty();
        assertThat(event.getContext()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2024-03-01T09:30:00.123Z, 1709285400123",
        "2024-03-01T10:30:00.123999+01:00, 1709285400123",
        "2024-03-01T09:30:00Z, 1709285400000"
    })
    void theTimeMayBeAnIso8601Instant(String text, long millis) {
        assertThat(accepted("{\"sessionId\":\"s\",\"itemId\":\"i\",\"eventTime\":\"" + text + "\"}")
                        .getEventTime())
                .isEqualTo(Instant.ofEpochMilli(millis));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1709285400000.0", "1709285400000.000", "1.7092854e12", "17092854E+5", "170928540000000e-2"})
    void aWholeNumberIsAWholeNumberHoweverItIsWritten(String number) {
        assertThat(accepted("{\"sessionId\":\"s\",\"itemId\":\"i\",\"eventTime\":" + number + "}")
                        .getEventTime())
                .isEqualTo(Instant.ofEpochMilli(1709285400000L));
    }

    /** A double has no room for this one's last digit. */
    @Test
    void aFractionBehindSeventeenDigitsIsOne() {
        assertMalformed(
                "{\"sessionId\":\"s\",\"itemId\":\"i\",\"eventTime\":1709285400000.00000001}",
                "eventTime is the number 1709285400000.00000001; it must be a whole number");
    }

    @Test
    void nullStandsForAnAbsentFieldAndUnknownFieldsAreIgnored() {
        SessionEvent event = accepted("{\"sessionId\":\"s\",\"itemId\":\"i\",\"eventTime\":1709285400123,"
                + "\"eventType\":null,\"eventId\":null,\"userId\":null,\"context\":null,\"more\":[{\"x\":1.5e300}]}");

        assertThat(event.getEventType()).isEqualTo("view");
        assertThat(event.getEventId()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | sessionId is missing; it must be a string",
                "{\"sessionId\":null} | sessionId is null; it must be a string",
                "{\"sessionId\":12} | sessionId is the number 12; it must be a string: write it in quotes, \"12\"",
                "{\"sessionId\":1.20e3} | sessionId is the number 1.20e3; it must be a string: write it in quotes",
                "{\"sessionId\":[]} | sessionId is an array; it must be a string",
                "{\"sessionId\":\"s\"} | itemId is missing; it must be a string",
                "{\"sessionId\":\"s\",\"itemId\":true} | itemId is the boolean true; it must be a string",
                "[] | not an event: a JSON object is needed here, not an array",
                "\"text\" | not an event: a JSON object is needed here, not the string \"text\"",
                "null | not an event: a JSON object is needed here, not null",
            })
    void aFaultyShapeIsNamed(String json, String detail) {
        assertMalformed(json, detail);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"eventTime\":1.5 | eventTime is the number 1.5; it must be a whole number of milliseconds",
                "\"eventTime\":1e400 | eventTime is the number 1e400; it must be a whole number",
                "\"eventTime\":1709285400123.50 | eventTime is the number 1709285400123.50; it must be a whole number",
                "\"eventTime\":1e999999999 | eventTime is the number 1e999999999; it must be a whole number",
                "\"eventTime\":1e-999999999 | eventTime is the number 1e-999999999; it must be a whole number",
                "\"eventTime\":1e99999999999 | eventTime is the number 1e99999999999; it must be a whole number",
                "\"eventTime\":9.3e18 | eventTime is the number 9.3e18; it must be a whole number",
                "\"eventTime\":\"1709285400123\" | eventTime is the string \"1709285400123\"; it must be a whole"
                        + " number of"
                        + " milliseconds since 1970-01-01 UTC or an ISO-8601 instant: write milliseconds without"
                        + " quotes",
                "\"eventTime\":null | eventTime is null; it must be a whole number",
                "\"eventTime\":1,\"context\":{\"a/~b\":0.10} | context value of \"a/~b\" is the number 0.10; it"
                        + " must be",
                "\"eventTime\":99999999999999999999 | eventTime is the number 99999999999999999999; it must be",
                "\"eventTime\":\"yesterday\" | eventTime \"yesterday\" is no instant; it must be a whole number",
                "\"eventTime\":{} | eventTime is an object; it must be a whole number",
                "\"x\":1 | eventTime is missing; it must be a whole number",
                "\"eventTime\":1,\"eventId\":7 | eventId is the number 7; it must be a string",
                "\"eventTime\":1,\"context\":[] | context is an array; it must be an object of strings",
                "\"eventTime\":1,\"context\":{\"a\":{}} | context value of \"a\" is an object; it must be a string",
                "\"eventTime\":1,\"eventTime\":2 | not JSON: Duplicate field 'eventTime'",
                "\"eventTime\":1} {} | not JSON: Trailing token",
                "\"eventTime\":NaN | not JSON: Non-standard token 'NaN' (line 1",
                "\"eventTime\":1, | not JSON: ",
            })
    void aFaultyFieldIsNamed(String field, String detail) {
        assertMalformed("{\"sessionId\":\"s\",\"itemId\":\"i\"," + field + "}", detail);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "x", "{", "{\"sessionId\"", "\u0000", "\uFEFF{}"})
    void whatIsNotJsonIsMalformed(String text) {
        assertThat(decoder.decode(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(DecodedEvent.Refused.class, refused -> assertThat(refused.reason())
                        .isEqualTo(RejectionReason.MALFORMED));
    }

    @Test
    void invalidUtf8IsMalformed() {
        byte[] latin1 = "{\"sessionId\":\"é\",\"itemId\":\"i\",\"eventTime\":1}".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(decoder.decode(latin1))
                .isEqualTo(new DecodedEvent.Refused(
                        RejectionReason.MALFORMED, "not an event: the value is not valid UTF-8"));
    }

    @Test
    void halfOfASurrogatePairIsInvalid() {
        assertThat(decode("{\"sessionId\":\"a\\ud834\",\"itemId\":\"i\",\"eventTime\":1709285400123}"))
                .isEqualTo(new DecodedEvent.Refused(
                        RejectionReason.INVALID,
                        "sessionId \"a\\ud834\" has half of a surrogate pair; every character must be a whole one"));
    }

    @Test
    void deepNestingIsMalformed() {
        assertMalformed("{\"more\":" + "[".repeat(60_000), "not JSON: Document nesting depth (33) exceeds");
    }

    @Test
    void anEndlessNumberIsMalformed() {
        assertMalformed("{\"more\":" + "9".repeat(60_000) + "}", "not JSON: Number value length");
    }

    @Test
    void foreignTextInADetailIsCutAndEscaped() {
        assertMalformed(
                "{\"sessionId\":\"s\",\"itemId\":\"i\",\"eventTime\":\"\\n" + "x".repeat(500) + "\"}",
                "eventTime \"\\u000a" + "x".repeat(79) + "…\" is no instant");
    }

    private void assertMalformed(String json, String detail) {
        assertThat(decode(json)).isInstanceOfSatisfying(DecodedEvent.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(RejectionReason.MALFORMED);
            assertThat(refused.detail()).startsWith(detail);
        });
    }

    private SessionEvent accepted(String json) {
        DecodedEvent decoded = decode(json);
        assertThat(decoded).isInstanceOf(DecodedEvent.Accepted.class);
        return ((DecodedEvent.Accepted) decoded).event();
    }

    private DecodedEvent decode(String json) {
        return decoder.decode(json.getBytes(StandardCharsets.UTF_8));
    }
}
