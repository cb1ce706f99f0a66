package freshet.schema.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import freshet.schema.RejectionReason;
import freshet.schema.SessionEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What all encodings promise alike. */
final class EventDecoderTest {

    @ParameterizedTest
    @EnumSource
    void aValidEventIsAccepted(EventFormat format) {
        SessionEvent event = SampleEvents.valid()
                .setEventType("cart")
                .setEventId("e-1")
                .setUserId("u-1")
                .setContext(Map.of("page", "home"))
                .build();

        assertThat(decode(format, format.encode(event))).isEqualTo(new DecodedEvent.Accepted(event));
    }

    @ParameterizedTest
    @MethodSource("atTheLimit")
    void anEventAtALimitIsAccepted(EventFormat format, SessionEvent event) {
        assertThat(decode(format, format.encode(event))).isEqualTo(new DecodedEvent.Accepted(event));
    }

    static Stream<Arguments> atTheLimit() {
        return inEveryFormat(
                arguments(SampleEvents.valid().setSessionId("x".repeat(256)).build()),
                arguments(SampleEvents.valid().setItemId("𝄞".repeat(256)).build()),
                arguments(SampleEvents.valid().setEventType("").build()),
                arguments(SampleEvents.valid()
                        .setEventTime(Instant.parse("2000-01-01T00:00:00Z"))
                        .build()),
                arguments(SampleEvents.valid()
                        .setEventTime(SampleEvents.NOW.plusSeconds(86_400))
                        .build()),
                arguments(SampleEvents.valid().setContext(entries(64)).build()));
    }

    @ParameterizedTest
    @MethodSource("overTheLimit")
    void anEventOverALimitIsInvalidAndTheFieldIsNamed(EventFormat format, SessionEvent event, String detail) {
        assertThat(decode(format, format.encode(event)))
                .isEqualTo(new DecodedEvent.Refused(RejectionReason.INVALID, detail));
    }

    static Stream<Arguments> overTheLimit() {
        String tooLong = "x".repeat(257);
        String excess = " \"" + "x".repeat(80) + "…\" has 257 characters; at most 256 are allowed";
        return inEveryFormat(
                arguments(
                        SampleEvents.valid().setSessionId("").build(),
                        "sessionId is empty; it must have 1 to 256 characters"),
                arguments(
                        SampleEvents.valid().setItemId("").build(),
                        "itemId is empty; it must have 1 to 256 characters"),
                arguments(SampleEvents.valid().setSessionId(tooLong).build(), "sessionId" + excess),
                arguments(SampleEvents.valid().setItemId(tooLong).build(), "itemId" + excess),
                arguments(SampleEvents.valid().setEventType(tooLong).build(), "eventType" + excess),
                arguments(SampleEvents.valid().setEventId(tooLong).build(), "eventId" + excess),
                arguments(SampleEvents.valid().setUserId(tooLong).build(), "userId" + excess),
                arguments(SampleEvents.valid().setContext(Map.of(tooLong, "v")).build(), "context key" + excess),
                arguments(
                        SampleEvents.valid()
                                .setContext(Map.of("a\u0007b", tooLong))
                                .build(),
                        "context value of \"a\\u0007b\"" + excess),
                arguments(
                        SampleEvents.valid().setContext(entries(65)).build(),
                        "context has 65 entries; at most 64 are allowed"),
                arguments(
                        SampleEvents.valid()
                                .setEventTime(Instant.parse("1999-12-31T23:59:59.999Z"))
                                .build(),
                        "eventTime 1999-12-31T23:59:59.999Z is before 2000-01-01T00:00:00Z;"
                                + " it must be in milliseconds since 1970-01-01 UTC"),
                arguments(
                        SampleEvents.valid()
                                .setEventTime(
                                        SampleEvents.NOW.plusSeconds(86_400).plusMillis(1))
                                .build(),
                        "eventTime 2026-03-02T12:00:00.001Z is after 2026-03-02T12:00:00Z;"
                                + " it must be at most 24 hours ahead of the clock"));
    }

    @Test
    void timesInWordsHaveMillisecondsAsEventsHave() {
        Clock fine = Clock.fixed(SampleEvents.NOW.plusNanos(123_456_789), ZoneOffset.UTC);
        SessionEvent late = SampleEvents.valid()
                .setEventTime(SampleEvents.NOW.plusSeconds(90_000))
                .build();

        assertThat(EventFormat.JSON.decoder(EventLimits.DEFAULT, fine).decode(EventFormat.JSON.encode(late)))
                .isEqualTo(new DecodedEvent.Refused(
                        RejectionReason.INVALID,
                        "eventTime 2026-03-02T13:00:00Z is after 2026-03-02T12:00:00.123Z;"
                                + " it must be at most 24 hours ahead of the clock"));
    }

    @ParameterizedTest
    @EnumSource
    void aTombstoneIsMalformed(EventFormat format) {
        assertThat(decode(format, new byte[0]))
                .isEqualTo(new DecodedEvent.Refused(
                        RejectionReason.MALFORMED, "the record has no value; an event must be sent as its value"));
    }

    @ParameterizedTest
    @EnumSource
    void aMegabyteIsRefusedUnread(EventFormat format) {
        assertThat(decode(format, new byte[1 << 20]))
                .isEqualTo(new DecodedEvent.Refused(
                        RejectionReason.MALFORMED,
                        "the value has 1,048,576 bytes; at most 65,536 are allowed, so it was not read"));
    }

    @ParameterizedTest
    @EnumSource(names = {"AVRO", "JSON"})
    void bytesOfTheOtherEncodingAreMalformed(EventFormat format) {
        EventFormat other = format == EventFormat.AVRO ? EventFormat.JSON : EventFormat.AVRO;

        assertThat(decode(format, other.encode(SampleEvents.valid().build())))
                .isInstanceOfSatisfying(DecodedEvent.Refused.class, refused -> assertThat(refused.reason())
                        .isEqualTo(RejectionReason.MALFORMED));
    }

    private static DecodedEvent decode(EventFormat format, byte[] value) {
        return format.decoder(EventLimits.DEFAULT, SampleEvents.CLOCK).decode(value);
    }

    private static Map<String, String> entries(int count) {
        return IntStream.range(0, count)
                .mapToObj(Integer::toString)
                .collect(Collectors.toMap(Function.identity(), Function.identity()));
    }

    private static Stream<Arguments> inEveryFormat(Arguments... cases) {
        return Stream.of(EventFormat.values()).flatMap(format -> Stream.of(cases)
                .map(one -> arguments(
                        Stream.concat(Stream.of(format), Stream.of(one.get())).toArray())));
    }
}
