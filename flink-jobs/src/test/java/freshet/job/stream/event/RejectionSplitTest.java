package freshet.job.stream.event;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.job.log.RejectionLog;
import freshet.job.stream.AcceptedEvent;
import freshet.job.stream.Rejection;
import freshet.job.stream.StreamType;
import freshet.job.testing.Events;
import freshet.job.testing.LoggedLines;
import freshet.schema.EventCoordinates;
import freshet.schema.RejectionReason;
import freshet.schema.event.EventFormat;
import freshet.schema.event.RejectedEvents;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Accepted and rejected events part, and the log says why there are rejected ones. */
class RejectionSplitTest {
    private static final long TIME = 7;

    private final Events events = new Events();
    private long offset;

    @Test
    void acceptedEventsGoOnAndRejectedOnesGoAside() throws Exception {
        try (var split = new OneInputStreamOperatorTestHarness<>(new RejectionSplit(EventFormat.AUTO))) {
            split.setup(StreamType.ACCEPTED_EVENT.createSerializer(
                    split.getExecutionConfig().getSerializerConfig()));
            split.open();
            AcceptedEvent accepted = events.view("s", "i1", 0);
            Rejection rejected = rejection(RejectionReason.INVALID, "itemId is empty");
            split.processElement(accepted, TIME);
            split.processElement(rejected, TIME);
            assertThat(split.extractOutputStreamRecords()).singleElement().satisfies(record -> {
                assertThat(record.getValue().coordinates()).isEqualTo(accepted.coordinates());
                assertThat(record.getTimestamp()).isEqualTo(TIME);
            });
            assertThat(split.getSideOutput(RejectionSplit.REJECTED))
                    .singleElement()
                    .satisfies(record -> {
                        assertThat(record.getValue().event()).isEqualTo(rejected.event());
                        assertThat(record.getTimestamp()).isEqualTo(TIME);
                    });
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AUTO | send each event as a JSON object, or in Avro's single-object encoding",
                "AVRO | events.format is avro: send Avro's single-object encoding, or set auto, which reads JSON too",
                "JSON | events.format is json: send JSON objects, or set auto, which reads Avro too"
            })
    void theLogSaysWithinSecondsHowManyWhyAndWhatToDo(EventFormat format, String remedy) throws Exception {
        try (LoggedLines log = new LoggedLines(RejectionLog.class);
                var split = new OneInputStreamOperatorTestHarness<>(new RejectionSplit(format))) {
            split.open();
            for (int event = 0; event < 500; event++) {
                split.processElement(rejection(RejectionReason.MALFORMED, "no event"), TIME);
            }
            split.processElement(rejection(RejectionReason.INVALID, "itemId is empty"), TIME);
            assertThat(log.lines()).isEmpty();
            split.setProcessingTime(1_000);
            assertThat(log.lines())
                    .containsExactlyInAnyOrder(
                            "WARN 500 events rejected as MALFORMED within 1 s, the first at events-0@0: no event; "
                                    + remedy,
                            "WARN 1 event rejected as INVALID within 1 s, the first at events-0@500: itemId is empty;"
                                    + " correct the field where the event is made");
        }
    }

    @Test
    void aWrongFieldIsToldWithTheFieldsThatTheObjectHas() throws Exception {
        assertThat(lineFor("sessionId is missing; it must be a string", "{\"sesionId\": \"s\", \"x\\u001b\": 1}"))
                .endsWith(": sessionId is missing; it must be a string; the object has \"sesionId\", \"x\\u001b\";"
                        + " see the fields of an event in docs/GUIDE.md, Events");
        assertThat(lineFor("sessionId is missing; it must be a string", "{}"))
                .contains("; the object has no field; see");
        String many =
                IntStream.range(0, 99).mapToObj(i -> "\"f" + i + "\": 1").collect(Collectors.joining(",", "{", "}"));
        assertThat(lineFor("sessionId is missing; it must be a string", many)).contains("\"f9\", …; see");
        assertThat(lineFor("not JSON: …", "{sesionId"))
                .endsWith("; send each event as a JSON object, or in Avro's" + " single-object encoding");
    }

    private String lineFor(String detail, String value) throws Exception {
        EventCoordinates place = new EventCoordinates("events", 0, offset++);
        byte[] raw = value.getBytes(StandardCharsets.UTF_8);
        try (LoggedLines log = new LoggedLines(RejectionLog.class)) {
            try (var split = new OneInputStreamOperatorTestHarness<>(new RejectionSplit(EventFormat.AUTO))) {
                split.open();
                split.processElement(
                        Rejection.of(new byte[0], RejectedEvents.of(RejectionReason.MALFORMED, detail, place, raw)),
                        TIME);
            }
            return log.lines().get(0);
        }
    }

    @Test
    void theEndOfTheJobTellsWhatWaits() throws Exception {
        try (LoggedLines log = new LoggedLines(RejectionLog.class)) {
            try (var split = new OneInputStreamOperatorTestHarness<>(new RejectionSplit(EventFormat.AUTO))) {
                split.open();
                split.processElement(rejection(RejectionReason.INVALID, "itemId is empty"), TIME);
            }
            assertThat(log.lines()).hasSize(1);
        }
    }

    private Rejection rejection(RejectionReason reason, String detail) {
        EventCoordinates place = new EventCoordinates("events", 0, offset++);
        return Rejection.of(new byte[0], RejectedEvents.of(reason, detail, place, new byte[] {1}));
    }
}
