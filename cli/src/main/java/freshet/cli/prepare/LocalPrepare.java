package freshet.cli.prepare;

import freshet.cli.CommandException;
import freshet.cli.LogFile;
import freshet.job.prepare.PrepareJob;
import freshet.job.prepare.PrepareSettings;
import freshet.model.data.LogException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
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
record LocalPrepare(int parallelism, Path spill) {
    private static final String LOOPBACK = "127.0.0.1";

    /** For sorting, outside of the heap; more is spilled. */
    private static final MemorySize SORT_MEMORY = MemorySize.ofMebiBytes(256);

    /**
     * Runs it to its end.
     *
     * @throws LogException if a log cannot be used
     * @throws CommandException if it fails otherwise
     */
    void run(PrepareSettings settings) {
        try (StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration())) {
            PrepareJob.build(environment, settings);
            environment.execute("prepare");
        } catch (Exception e) { // execute and close declare it
            Optional<LogException> log = causes(e)
                    .filter(LogException.class::isInstance)
                    .map(LogException.class::cast)
                    .findFirst();
            throw log.<RuntimeException>map(fault -> new LogException(fault.getMessage(), e))
                    .orElseGet(() -> new CommandException(
                            "the log cannot be prepared: " + root(e) + "; the whole of it is in " + LogFile.path(), e));
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

    private static Throwable root(Throwable e) {
        return causes(e).reduce((outer, inner) -> inner).orElse(e);
    }

    private static Stream<Throwable> causes(Throwable e) {
        return Stream.iterate(e, cause -> cause != null, Throwable::getCause);
    }
}
