package freshet.cli.trial;

import freshet.cli.CommandException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.client.DuplicateJobSubmissionException;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.util.ExceptionUtils;

/** Asks a Flink cluster: to run a trial, how it goes, how it ended. For one thread. */
final class TrialClient implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;
    private static final int RESTARTS = 100;
    private static final String CAUSED_BY = "Caused by: ";
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final String address;
    private final Path plan;
    private final List<Path> jars;
    private final RestClusterClient<StandaloneClusterId> client;

    TrialClient(String address, Path plan, List<Path> jars) {
        this.address = address;
        this.plan = plan;
        this.jars = jars;
        this.client = connected(address);
    }

    /** Free slots of the cluster now, at least 1. */
    int slots() {
        int free = ask(client.getClusterOverview()).getNumSlotsAvailable();
        if (free < 1) {
            throw new CommandException("the Flink cluster at " + address
                    + " has no free slot; start a TaskManager, or say by --slots how many trials may wait and run");
        }
        return free;
    }

    /** What Flink says of a job; empty if it knows none of this id, or none any more. */
    Optional<JobStatus> status(JobID id) {
        // Asked for the one job, it would log an error of its own where there is none.
        return ask(client.listJobs()).stream()
                .filter(job -> job.getJobId().equals(id))
                .map(JobStatusMessage::getJobState)
                .findFirst();
    }

    /** Submits a trial; false if the cluster had a job of this id once. */
    boolean submit(JobID id, String line, String name) {
        try {
            ask(client.submitJob(graph(id, line, name)));
            return true;
        } catch (CommandException e) {
            if (ExceptionUtils.findThrowableWithMessage(e, "already").isPresent()
                    || ExceptionUtils.findThrowable(e, DuplicateJobSubmissionException.class)
                            .isPresent()) {
                return false;
            }
            throw e;
        }
    }

    /** How a job ends, once it has. */
    CompletableFuture<JobResult> result(JobID id) {
        return client.requestJobResult(id);
    }

    /** Ends a job, if it runs. */
    void cancel(JobID id) {
        if (status(id).filter(status -> !status.isGloballyTerminalState()).isPresent()) {
            ask(client.cancel(id));
        }
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

    /** The innermost cause in words; Flink's server tells its own as a stack trace in text. */
    static String reason(Throwable cause) {
        Throwable inner = ExceptionUtils.stripExecutionException(cause);
        while (inner.getCause() != null) {
            inner = inner.getCause();
        }
        List<String> lines = String.valueOf(inner.getMessage()).lines().toList();
        String innermost = lines.isEmpty() ? inner.getClass().getName() : lines.get(0);
        for (String line : lines) {
            if (line.startsWith(CAUSED_BY)) {
                innermost = line.substring(CAUSED_BY.length());
            }
        }
        return innermost;
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

    private static RestClusterClient<StandaloneClusterId> connected(String address) {
        URI uri;
        try {
            uri = URI.create("http://" + address);
        } catch (IllegalArgumentException e) {
            throw new CommandException("--flink " + address + " is no HOST:PORT", e);
        }
        if (uri.getHost() == null || uri.getPort() < 0) {
            throw new CommandException("--flink " + address + " is no HOST:PORT; name the cluster's REST interface, for"
                    + " example localhost:8081");
        }
        Configuration configuration = new Configuration();
        configuration.set(JobManagerOptions.ADDRESS, uri.getHost());
        configuration.set(RestOptions.ADDRESS, uri.getHost());
        configuration.set(RestOptions.PORT, uri.getPort());
        try {
            return new RestClusterClient<>(configuration, StandaloneClusterId.getInstance());
        } catch (Exception e) { // as Flink declares it
            throw new CommandException("the Flink cluster at " + address + " cannot be used: " + reason(e), e);
        }
    }

    private <T> T ask(CompletableFuture<T> answer) {
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new CommandException(
                    "the Flink cluster at " + address + " does not do it: " + reason(e)
                            + "; give the same command again to go on",
                    e);
        } catch (TimeoutException e) {
            throw new CommandException(
                    "the Flink cluster at " + address + " does not answer for " + PATIENCE_SECONDS
                            + " s; check the address, and give the same command again to go on",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted while the Flink cluster at " + address + " was asked", e);
        }
    }
}
