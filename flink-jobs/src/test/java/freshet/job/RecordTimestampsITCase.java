package freshet.job;

import static freshet.job.testing.TestJobs.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import freshet.job.testing.JobOnBroker;
import freshet.job.testing.Prometheus;
import freshet.job.testing.TestFlink;
import freshet.schema.SessionEvent;
import freshet.schema.event.EventFormat;
import java.time.Instant;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A producer counts its records' timestamps in seconds, beside another that is right. */
class RecordTimestampsITCase extends JobOnBroker {
    private static final Prometheus PROMETHEUS = new Prometheus();

    @RegisterExtension
    private static final MiniClusterExtension FLINK = TestFlink.withSlots(2, PROMETHEUS.in(new Configuration()));

    private int sessions;

    @Test
    void oneInSecondsDoesNotStopEventTime() throws Exception {
        jobs.start("session.gap=50 ms", "events.out-of-orderness=1 ms", "events.idle-timeout=1 h");
        eventually().until(() -> {
            view(0, System.currentTimeMillis() / 1000);
            view(1, System.currentTimeMillis());
            return PROMETHEUS.sum("sessionsEnded") > 10;
        });
        jobs.assertLedger();
        long impossible = topics.sent().stream()
                .filter(event -> event.getPartition() == 0)
                .count();
        assertThat(PROMETHEUS.sum("deserializer_impossibleRecordTimestamps")).isEqualTo(impossible);
        assertThat(PROMETHEUS.sum("answerMillis_count"))
                .as("no latency is taken from a time that is none")
                .isEqualTo(topics.sent().size() - impossible);
    }

    private void view(int partition, long recordTimestamp) throws Exception {
        SessionEvent event = SessionEvent.newBuilder()
                .setSessionId("s" + sessions++)
                .setItemId("i")
                .setEventTime(Instant.ofEpochMilli(System.currentTimeMillis()))
                .build();
        topics.raw(partition, recordTimestamp, new byte[] {'k'}, EventFormat.AVRO.encode(event));
    }
}
