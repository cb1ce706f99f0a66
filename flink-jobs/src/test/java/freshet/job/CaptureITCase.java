package freshet.job;

import static freshet.job.testing.TestJobs.PATIENCE;
import static freshet.job.testing.TestJobs.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import freshet.job.capture.CapturedFiles;
import freshet.job.testing.Events;
import freshet.job.testing.JobOnBroker;
import freshet.job.testing.TestFlink;
import freshet.schema.EventCoordinates;
import freshet.schema.Recommendation;
import freshet.schema.RejectedEvent;
import freshet.schema.RejectionReason;
import freshet.schema.SessionEvent;
import freshet.schema.event.EventFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the job writes of the events that their sessions took. */
class CaptureITCase extends JobOnBroker {
    private static final String AT_EVERY_CHECKPOINT = "capture.roll-interval=0 ms";

    @RegisterExtension
    private static final MiniClusterExtension FLINK = TestFlink.withSlots(3);

    private Path captured() {
        return folder.resolve("captured");
    }

    private String dir() {
        return "capture.dir=" + captured().toUri();
    }

    /** As Flink writes it. */
    private String dirInMessages() {
        return new org.apache.flink.core.fs.Path(captured().toUri()).toString();
    }

    private void sendRound(int round) throws Exception {
        for (int session = 0; session < 10; session++) {
            topics.view("s" + session, "i" + (session + round) % 12, 10L * round);
        }
    }

    private List<EventCoordinates> answered() {
        return topics.recommendations().stream().map(Recommendation::getEvent).toList();
    }

    private GenericRecord captured(EventCoordinates at) {
        return CapturedFiles.records(captured()).stream()
                .filter(each -> CapturedFiles.coordinates(each).equals(at))
                .findFirst()
                .orElseThrow();
    }

    private void awaitAllCaptured() {
        jobs.assertLedger();
        eventually()
                .until(() -> CapturedFiles.coordinates(captured()).size()
                        >= answered().size());
        assertThat(CapturedFiles.coordinates(captured())).containsExactlyInAnyOrderElementsOf(answered());
    }

    @Test
    void eachEventThatWasAnsweredIsCapturedOnce() throws Exception {
        sendRound(0);
        topics.view("s1", "i1", 0); // a duplicate
        topics.raw(new byte[] {1}, new byte[] {2}); // malformed
        SessionEvent whole = SessionEvent.newBuilder()
                .setSessionId("whole")
                .setItemId("i3")
                .setEventTime(Instant.ofEpochMilli(Events.START))
                .setEventType("cart")
                .setEventId("e-1")
                .setUserId("u-1")
                .setContext(Map.of("page", "home"))
                .build();
        EventCoordinates at = topics.event(whole, EventFormat.JSON);
        long now = System.currentTimeMillis();
        long ahead = now + 3_600_000;
        SessionEvent fromAClockAhead = SessionEvent.newBuilder()
                .setSessionId("ahead")
                .setItemId("i")
                .setEventTime(Instant.ofEpochMilli(ahead))
                .build();
        EventCoordinates early = topics.raw(0, now, new byte[] {'s'}, EventFormat.AVRO.encode(fromAClockAhead));
        jobs.start("parallelism=2", dir(), AT_EVERY_CHECKPOINT);
        awaitAllCaptured();
        assertThat(topics.rejected())
                .extracting(RejectedEvent::getReason)
                .containsExactlyInAnyOrder(RejectionReason.DUPLICATE, RejectionReason.MALFORMED);
        GenericRecord record = captured(at);
        assertThat(List.of("sessionId", "itemId", "eventType", "eventId", "userId", "context"))
                .extracting(field -> record.get(field).toString())
                .containsExactly("whole", "i3", "cart", "e-1", "u-1", "{page=home}");
        assertThat(record.get("eventTime")).isEqualTo(Events.START).isEqualTo(record.get("countedTime"));
        assertThat(captured(early).get("eventTime")).isEqualTo(ahead);
        assertThat(captured(early).get("countedTime"))
                .isEqualTo(now)
                .isEqualTo(captured(early).get("recordTime"));
        assertThat(CapturedFiles.below(captured()))
                .allSatisfy(file -> assertThat(captured().relativize(file).toString())
                        .matches("date=\\d{4}-\\d\\d-\\d\\d/hour=\\d\\d/events-.*-\\d+\\.avro"));
    }

    @Test
    void aFolderThatCannotBeWrittenCostsNoEvent(@InjectMiniCluster MiniCluster cluster) throws Exception {
        Path inItsPlace = Files.writeString(captured(), "a file where the folder should be");
        sendRound(0);
        JobClient job = jobs.start("parallelism=2", dir(), AT_EVERY_CHECKPOINT, "delivery=exactly-once");
        eventually().until(() -> job.getJobStatus().get() == JobStatus.RESTARTING);
        assertThat(failure(cluster, job))
                .contains("capture.dir is " + dirInMessages() + " and cannot be written: ", "make it writable");
        Files.delete(inItsPlace);
        sendRound(1);
        awaitAllCaptured();
        assertThat(answered()).hasSize(20);
    }

    private static String failure(MiniCluster cluster, JobClient job) {
        eventually().until(() -> cluster.getExecutionGraph(job.getJobID()).get().getFailureInfo() != null);
        return cluster.getExecutionGraph(job.getJobID()).join().getFailureInfo().getExceptionAsString();
    }

    /** Each second finishes a file, and each event is in one. */
    @Test
    void filesOfASecondHaveEachEventOnce() throws Exception {
        jobs.start("parallelism=2", dir(), "capture.roll-interval=1 s");
        for (int round = 0; round < 5; round++) {
            sendRound(round);
            int sent = 10 * (round + 1);
            eventually().until(() -> CapturedFiles.coordinates(captured()).size() >= sent);
        }
        awaitAllCaptured();
        assertThat(CapturedFiles.below(captured())).hasSizeGreaterThanOrEqualTo(5);
    }

    @Test
    void filesThatSpanCheckpointsSurviveALostTaskManager(@InjectMiniCluster MiniCluster cluster) throws Exception {
        JobClient job = jobs.start("parallelism=2", dir(), "capture.roll-interval=30 min", "delivery=exactly-once");
        sendRound(0);
        eventually().until(() -> topics.ledger().size() >= 10); // a checkpoint is complete
        sendRound(1);
        cluster.terminateTaskManager(0).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        sendRound(2);
        cluster.startTaskManager();
        sendRound(3);
        eventually().until(() -> topics.ledger().size() >= 40);
        String savepoint = jobs.stopWithSavepoint(job);
        sendRound(4);
        jobs.start(Optional.of(savepoint), "parallelism=3", dir(), AT_EVERY_CHECKPOINT, "delivery=exactly-once");
        awaitAllCaptured();
        assertThat(answered()).hasSize(50);
    }
}
