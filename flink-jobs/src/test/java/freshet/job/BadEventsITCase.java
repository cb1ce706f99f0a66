package freshet.job;

import static freshet.job.testing.TestJobs.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import freshet.job.log.NoModelLog;
import freshet.job.log.RejectionLog;
import freshet.job.testing.JobOnBroker;
import freshet.job.testing.LoggedLines;
import freshet.job.testing.TestFlink;
import freshet.schema.EventCoordinates;
import freshet.schema.RecommendationSource;
import freshet.schema.RejectionReason;
import freshet.schema.SessionEvent;
import freshet.schema.codec.SingleObjectCodec;
import freshet.schema.event.EventFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Bad input between a real broker and a real Flink cluster: turned away with its reason, and
 * nothing else is lost.
 */
class BadEventsITCase extends JobOnBroker {
    @RegisterExtension
    private static final MiniClusterExtension FLINK = TestFlink.withSlots(2);

    @Test
    void badJsonIsRejectedWithReasonAndBytesAndNothingElseIsLost() throws Exception {
        jobs.start("parallelism=2");
        long dayAhead = System.currentTimeMillis() + Duration.ofDays(1).toMillis() + 600_000;
        Map<EventCoordinates, Bad> bad = new HashMap<>();
        List<String> malformed = List.of(
                "not JSON", "{\"sessionId\":\"s\"", "[1,2]", json("s", "i1" + " ".repeat(1 << 20), 1_600_000_000_000L));
        List<String> invalid = List.of(
                json("", "i1", 1_600_000_000_000L),
                json("s", "", 1_600_000_000_000L),
                json("s".repeat(257), "i1", 1_600_000_000_000L),
                json("s", "i".repeat(257), 1_600_000_000_000L),
                json("s", "i1", 946_684_799_999L),
                json("s", "i1", dayAhead));
        for (String text : Stream.concat(malformed.stream(), invalid.stream()).toList()) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            RejectionReason reason = malformed.contains(text) ? RejectionReason.MALFORMED : RejectionReason.INVALID;
            bad.put(topics.raw("s".getBytes(StandardCharsets.UTF_8), bytes), new Bad(bytes, reason));
            EventFormat format = bad.size() % 2 == 0 ? EventFormat.JSON : EventFormat.AVRO; // on one topic
            topics.view("good", "i" + bad.size(), bad.size(), format);
        }
        assertRejected(bad);
        assertThat(topics.recommendations()).hasSize(10).allSatisfy(answer -> assertThat(answer.getSource())
                .isEqualTo(RecommendationSource.NONE));
    }

    @Test
    void badAvroIsRejectedWithReasonAndBytesAndNothingElseIsLost() throws Exception {
        jobs.start("parallelism=2");
        EventCoordinates good = topics.view("good", "i1", 1);
        byte[] event = EventFormat.AVRO.encode(SessionEvent.newBuilder()
                .setSessionId("s")
                .setItemId("i")
                .setEventTime(Instant.ofEpochMilli(1_600_000_000_000L))
                .build());
        Map<EventCoordinates, Bad> bad = new HashMap<>();
        for (byte[] bytes : List.of(
                Arrays.copyOf(event, event.length - 3),
                new SingleObjectCodec<>(EventCoordinates.class).encode(good),
                "not Avro".getBytes(StandardCharsets.UTF_8),
                new byte[1 << 20])) {
            bad.put(topics.raw(null, bytes), new Bad(bytes, RejectionReason.MALFORMED));
        }
        bad.put(topics.raw(null, null), new Bad(new byte[0], RejectionReason.MALFORMED));
        byte[] one = {1};
        bad.put(topics.raw(new byte[1_500_000], one), new Bad(one, RejectionReason.MALFORMED));
        topics.view("good", "i2", 2);
        assertRejected(bad);
        assertThat(topics.recommendations()).hasSize(2);
    }

    @Test
    void refusedEventsAreToldInTheLogWithinSeconds() throws Exception {
        try (LoggedLines rejections = new LoggedLines(RejectionLog.class);
                LoggedLines answers = new LoggedLines(NoModelLog.class)) {
            jobs.start("events.format=avro", "parallelism=1");
            EventCoordinates json = topics.view("s", "i1", 0, EventFormat.JSON);
            EventCoordinates avro = topics.view("s", "i1", 0, EventFormat.AVRO);
            topics.view("s", "i1", 0, EventFormat.AVRO); // again
            jobs.assertLedger();
            eventually()
                    .until(() ->
                            rejections.lines().size() == 2 && answers.lines().size() == 1);
            assertThat(rejections.lines())
                    .anySatisfy(line -> assertThat(line)
                            .startsWith("WARN 1 event rejected as MALFORMED within ")
                            .contains(" s, the first at " + place(json) + ": ")
                            .endsWith("; events.format is avro: send Avro's single-object encoding, or set auto, which"
                                    + " reads JSON too"))
                    .anySatisfy(line -> assertThat(line)
                            .startsWith("INFO 1 event rejected as DUPLICATE within ")
                            .endsWith("; no harm where a producer repeats itself"));
            assertThat(answers.lines().get(0))
                    .startsWith("WARN 1 event answered without items (NONE) within ")
                    .contains(" s, the first at " + place(avro) + ": no model is announced")
                    .endsWith("; publish one with the command publish");
        }
    }

    private static String place(EventCoordinates event) {
        return event.getTopic() + "-" + event.getPartition() + "@" + event.getOffset();
    }

    @Test
    void whatATransactionTookBackIsNoEvent() throws Exception {
        jobs.start("parallelism=2");
        topics.takenBack("s", new byte[] {1});
        topics.view("s", "i1", 1);
        jobs.assertLedger();
        assertThat(topics.rejected()).isEmpty();
        assertThat(topics.recommendations()).hasSize(1);
    }

    private static String json(String session, String item, long time) {
        return "{\"sessionId\":\"" + session + "\",\"itemId\":\"" + item + "\",\"eventTime\":" + time + "}";
    }

    /** What was sent, and why it is to be turned away. */
    private record Bad(byte[] sent, RejectionReason reason) {}

    private void assertRejected(Map<EventCoordinates, Bad> bad) {
        jobs.assertLedger();
        assertThat(topics.rejected()).hasSize(bad.size()).allSatisfy(rejection -> {
            byte[] sent = bad.get(rejection.getEvent()).sent();
            assertThat(rejection.getReason())
                    .as(rejection.getDetail())
                    .isEqualTo(bad.get(rejection.getEvent()).reason());
            assertThat(rejection.getDetail()).isNotBlank();
            assertThat(rejection.getRawSize()).isEqualTo(sent.length);
            assertThat(rejection.getRaw().array()).isEqualTo(Arrays.copyOf(sent, Math.min(sent.length, 65_536)));
            assertThat(rejection.getDetail().contains("payload cut")).isEqualTo(sent.length > 65_536);
        });
    }
}
