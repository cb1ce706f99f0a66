package freshet.job;

import static freshet.job.testing.TestJobs.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import freshet.job.testing.Prometheus;
import freshet.job.testing.TestBroker;
import freshet.job.testing.TestFlink;
import freshet.job.testing.TestJobs;
import freshet.job.testing.TestTopics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
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
                "kafka.properties.default.api.timeout.ms=2000",
                "kafka.properties.request.timeout.ms=1000");
        topics.view("s", "i", 0);
        jobs.assertLedger();
        broker.close();
        eventually()
                .during(Duration.ofSeconds(12)) // four looks at the topics fail in it, at least
                .until(() -> job.getJobStatus().get() == JobStatus.RUNNING
                        && PROMETHEUS.scrape().sum("flink_jobmanager_job_numRestarts") == 0);
        assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
        job.cancel().get(30, TimeUnit.SECONDS);
        jobs.close();
    }
}
