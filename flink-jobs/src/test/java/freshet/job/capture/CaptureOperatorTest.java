package freshet.job.capture;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.job.stream.AcceptedEvent;
import freshet.model.session.ItemEvent;
import freshet.schema.EventCoordinates;
import freshet.schema.event.EventFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class CaptureOperatorTest {

    /** The source's clock was ahead of this task's when it found the event to be just in time. */
    @Test
    void anEventIsTakenThoughThisTasksClockIsBehind() throws Exception {
        long tomorrow = Instant.now().plus(Duration.ofDays(1)).plusSeconds(600).toEpochMilli();
        String json = "{\"sessionId\":\"s\",\"itemId\":\"i\",\"eventTime\":" + tomorrow + "}";
        AcceptedEvent event = new AcceptedEvent(
                "s",
                ItemEvent.view("i", tomorrow),
                new EventCoordinates("events", 0, 7L),
                -1,
                new byte[0],
                json.getBytes(StandardCharsets.UTF_8));
        try (var capture = new OneInputStreamOperatorTestHarness<>(new CaptureOperator(EventFormat.AUTO))) {
            capture.open();
            capture.processElement(event, 0);
            capture.prepareSnapshotPreBarrier(1);
            assertThat(capture.extractOutputStreamRecords()).hasSize(1);
        }
    }
}
