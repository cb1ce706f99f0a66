package freshet.cli.prepare;

import freshet.cli.CommandException;
import freshet.cli.Interruption;
import freshet.cli.flink.FlinkClient;
import freshet.cli.flink.ShippedJars;
import freshet.job.prepare.PrepareJob;
import freshet.job.prepare.PrepareSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.IntUnaryOperator;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/**
 * Runs the job on a Flink cluster, whose tasks reach the log and the output under the same paths as
 * this process. The classes go there with the job; a user who ends the command ends it.
 *
 * @param address of the cluster's REST interface, HOST:PORT
 * @param parallelism how many tasks work at once, of the cluster's free slots
 * @param folder for jars that are made
 */
record ClusterPrepare(String address, IntUnaryOperator parallelism, Path folder) implements PrepareRunner {
    private static final String NAME = "freshet prepare";
    private static final long POLL_MILLIS = 200;

    @Override
    public void run(PrepareSettings settings) {
        Interruption interruption = Interruption.ofSignals();
        try (FlinkClient client = new FlinkClient(address)) {
            int free = client.freeSlots();
            if (free < 1) {
                throw new CommandException(
                        "the Flink cluster at " + address + " has no free slot; start a TaskManager, or wait for one");
            }
            JobID id = new JobID();
            client.submit(graph(id, settings, parallelism.applyAsInt(free)));
            CompletableFuture<JobResult> result = client.result(id);
            while (!result.isDone()) {
                if (interruption.await(POLL_MILLIS)) {
                    client.cancel(id);
                    throw new CommandException("stopped, and the job " + id + " on the cluster cancelled");
                }
            }
            result.get().toJobExecutionResult(ClusterPrepare.class.getClassLoader());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted", e);
        } catch (CommandException e) {
            throw e;
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } catch (Exception e) { // Flink throws the job's own failure
            throw failure(e);
        } finally {
            interruption.release();
        }
    }

    private RuntimeException failure(Throwable cause) {
        return Causes.of(
                cause,
                FlinkClient.reason(cause) + "; the log of the cluster at " + address
                        + " has the whole of it. Its tasks must reach the log and --output under the same paths");
    }

    private JobGraph graph(JobID id, PrepareSettings settings, int tasks) {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
        environment.setParallelism(tasks);
        PrepareJob.build(environment, absolute(settings));
        StreamGraph stream = environment.getStreamGraph();
        stream.setJobName(NAME);
        ClassLoader own = ClusterPrepare.class.getClassLoader();
        JobGraph graph = stream.getJobGraph(own, id);
        List<Path> jars = ShippedJars.of(ShippedJars.READING, folder);
        jars.forEach(jar -> graph.addJar(new org.apache.flink.core.fs.Path(jar.toUri())));
        return graph;
    }

    /** The tasks have other working directories. */
    private static PrepareSettings absolute(PrepareSettings settings) {
        return new PrepareSettings(
                settings.files().stream().map(Path::toAbsolutePath).toList(),
                settings.words(),
                settings.rules(),
                settings.output().toAbsolutePath());
    }
}
