package freshet.job;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.job.testing.TestFlink;
import freshet.job.testing.TestJobs;
import freshet.serving.testing.TestBroker;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A job whose Kafka properties refer to what the cluster's processes do not have, as when only the
 * submitting one had it.
 */
@ExtendWith(TestBroker.class)
class MissingSecretITCase {
    @RegisterExtension
    private static final MiniClusterExtension FLINK = TestFlink.withSlots(1);

    @Test
    void isSubmittedAndFailsWithTheNameOfTheVariable(TestBroker.Running broker, @TempDir Path folder) throws Exception {
        Configuration once = new Configuration();
        once.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        try (TestJobs jobs = new TestJobs(broker.bootstrapServers(), folder)) {
            JobClient job = jobs.start(once, "parallelism=1", "kafka.properties.client.rack=${env:FRESHET_NO_SUCH}");

            assertThatThrownBy(() -> job.getJobExecutionResult().get(TestJobs.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .hasStackTraceContaining("the Kafka properties refer to ${env:FRESHET_NO_SUCH}, which process ");
        }
    }
}
