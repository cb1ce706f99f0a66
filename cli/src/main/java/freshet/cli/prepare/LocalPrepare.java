package freshet.cli.prepare;

import freshet.cli.Interruption;
import freshet.cli.LogFile;
import freshet.cli.flink.FlinkClient;
import freshet.job.prepare.PrepareJob;
import freshet.job.prepare.PrepareSettings;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;

/**
 * Runs the job in a Flink within this JVM, which listens on the loopback address alone.
 *
 * @param parallelism how many tasks work at once
 * @param spill where Flink puts what does not fit into memory
 * @param interruption ends the job by a {@link CancellationException}
 */
public record LocalPrepare(int parallelism, Path spill, Interruption interruption) implements PrepareRunner {
    private static final String LOOPBACK = "127.0.0.1";
    private static final long LOOK_MILLIS = 20;

    /** For sorting, outside of the heap; more is spilled. */
    private static final MemorySize SORT_MEMORY = MemorySize.ofMebiBytes(256);

    @Override
    public void run(PrepareSettings settings) {
        BufferMemory.require(BufferMemory.available());
        try (StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration())) {
            PrepareJob.build(environment, settings);
            await(environment.executeAsync("prepare"));
        } catch (CancellationException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } catch (Exception e) { // executeAsync and close declare it
            ExceptionUtils.findThrowable(e, OutOfMemoryError.class).ifPresent(memory -> {
                throw memory; // of this JVM, so that its remedy is that of any command
            });
            throw Causes.of(e, FlinkClient.reason(e) + "; the whole of it is in " + LogFile.path());
        }
    }

    private void await(JobClient job) throws Exception {
        CompletableFuture<JobExecutionResult> result = job.getJobExecutionResult();
        while (!result.isDone()) {
            if (interruption.await(LOOK_MILLIS)) {
                job.cancel();
                result.handle((done, failure) -> true).join(); // ended by this, or before
                throw new CancellationException("the sorting is no longer wanted");
            }
        }
        try {
            result.get();
        } catch (ExecutionException e) {
            throw ExceptionUtils.stripExecutionException(e) instanceof Exception failure ? failure : e;
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
