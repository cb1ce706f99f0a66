package freshet.cli.trial;

import freshet.cli.CommandException;
import freshet.cli.flink.FlinkClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** Has a Flink cluster run trials. For one thread. */
final class TrialClient implements AutoCloseable {
    private static final int RESTARTS = 100;
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final String address;
    private final Path plan;
    private final List<Path> jars;
    private final FlinkClient client;

    TrialClient(String address, Path plan, List<Path> jars) {
        this.address = address;
        this.plan = plan;
        this.jars = jars;
        this.client = new FlinkClient(address);
    }

    /** Free slots of the cluster now, at least 1. */
    int slots() {
        int free = client.freeSlots();
        if (free < 1) {
            throw new CommandException("the Flink cluster at " + address
                    + " has no free slot; start a TaskManager, or say by --slots how many trials may wait and run");
        }
        return free;
    }

    /** What Flink says of a job; empty if it knows none of this id, or none any more. */
    Optional<JobStatus> status(JobID id) {
        return client.status(id);
    }

    /** Submits a trial; false if the cluster had a job of this id once. */
    boolean submit(JobID id, String line, String name) {
        return client.submit(graph(id, line, name));
    }

    /** How a job ends, once it has. */
    CompletableFuture<JobResult> result(JobID id) {
        return client.result(id);
    }

    /** Ends a job, if it runs. */
    void cancel(JobID id) {
        client.cancel(id);
    }

    /** The line of a trial that is over. */
    static String end(JobResult result) throws ExecutionException {
        try {
            List<String> ends = result.toJobExecutionResult(TrialClient.class.getClassLoader())
                    .getAccumulatorResult(TrialFunction.TRIAL);
            return ends.get(0);
        } catch (Exception e) { // Flink throws the job's own failure
            throw new ExecutionException(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private JobGraph graph(JobID id, String line, String name) {
        Configuration flink = new Configuration();
        flink.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        flink.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, RESTARTS);
        flink.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, PAUSE);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(flink);
        env.setRuntimeMode(RuntimeExecutionMode.BATCH);
        env.setParallelism(1);
        env.registerCachedFile(plan.toUri().toString(), TrialFunction.PLAN);
        env.fromData(Types.STRING, line)
                .map(new TrialFunction())
                .returns(Types.STRING)
                .name(name)
                .sinkTo(new DiscardingSink<>());
        StreamGraph stream = env.getStreamGraph();
        stream.setJobName(name);
        JobGraph graph = stream.getJobGraph(TrialClient.class.getClassLoader(), id);
        jars.forEach(jar -> graph.addJar(new org.apache.flink.core.fs.Path(jar.toUri())));
        return graph;
    }
}
