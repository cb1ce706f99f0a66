package freshet.cli.prepare;

import freshet.cli.LogFile;
import freshet.cli.flink.FlinkClient;
import freshet.job.prepare.PrepareJob;
import freshet.job.prepare.PrepareSettings;
import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Runs the job in a Flink within this JVM, which listens on the loopback address alone.
 *
 * @param parallelism how many tasks work at once
 * @param spill where Flink puts what does not fit into memory
 */
public record LocalPrepare(int parallelism, Path spill) implements PrepareRunner {
    private static final String LOOPBACK = "127.0.0.1";

    /** For sorting, outside of the heap; more is spilled. */
    private static final MemorySize SORT_MEMORY = MemorySize.ofMebiBytes(256);

    @Override
    public void run(PrepareSettings settings) {
        try (StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration())) {
            PrepareJob.build(environment, settings);
            environment.execute("prepare");
        } catch (Exception e) { // execute and close declare it
            throw Causes.of(e, FlinkClient.reason(e) + "; the whole of it is in " + LogFile.path());
        }
    }

    private Configuration configuration() {
        Configuration configuration = new Configuration();
        configuration.set(RestOptions.ADDRESS, LOOPBACK);
        configuration.set(RestOptions.BIND_ADDRESS, LOOPBACK);
        configuration.set(RestOptions.BIND_PORT, "0");
        configuration.set(JobManagerOptions.BIND_HOST, LOOPBACK);
        configuration.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
        configuration.set(CoreOptions.TMP_DIRS, spill.toString());
        configuration.set(TaskManagerOptions.NUM_TASK_SLOTS, parallelism);
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, SORT_MEMORY.multiply(parallelism));
        return configuration;
    }
}
