package freshet.job;

import static freshet.job.testing.TestJobs.eventually;

import freshet.job.testing.Events;
import freshet.job.testing.Prometheus;
import freshet.job.testing.TestFlink;
import freshet.job.testing.TestJobs;
import freshet.job.testing.TestTopics;
import freshet.schema.SessionEvent;
import freshet.schema.event.EventFormat;
import freshet.serving.testing.TestBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The broker goes away from under a job that has nothing to write. */
class OutageITCase {
    private static final Prometheus PROMETHEUS = new Prometheus();

    @RegisterExtension
    private static final MiniClusterExtension FLINK = TestFlink.withSlots(2, PROMETHEUS.in(new Configuration()));

    @TempDir
    Path folder;

    @Test
    void aJobWithoutBrokersRunsOn() throws Exception {
        TestBroker.Running broker = new TestBroker.Running();
        TestTopics topics = new TestTopics(broker.bootstrapServers());
        TestJobs jobs = new TestJobs(topics, folder);
        JobClient job = jobs.start(
                "events.partition-discovery=1 s",
                "kafka.properties.default.api.timeout.ms=4000",
                "kafka.properties.request.timeout.ms=2000");
        // Both instances have their place in the topic then: one that still looks for it would
        // fail.
        for (int partition = 0; partition < 2; partition++) {
            SessionEvent event = SessionEvent.newBuilder()
                    .setSessionId("s" + partition)
                    .setItemId("i")
                    .setEventTime(Instant.ofEpochMilli(Events.START))
                    .build();
            topics.raw(partition, Events.START, new byte[] {'k'}, EventFormat.AVRO.encode(event));
        }
        jobs.assertLedger();
        double restarts = restarts(); // a broker that is slow at first may have caused some
        broker.close();
        eventually()
                .during(Duration.ofSeconds(15)) // three looks at the topics fail in it, at least
                .until(() -> job.getJobStatus().get() == JobStatus.RUNNING && restarts() == restarts);
        jobs.close();
    }

    private static double restarts() throws Exception {
        return PROMETHEUS.scrape().sum("flink_jobmanager_job_numRestarts");
    }
}
