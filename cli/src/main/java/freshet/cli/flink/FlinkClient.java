package freshet.cli.flink;

import freshet.cli.CommandException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.client.DuplicateJobSubmissionException;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.util.ExceptionUtils;

/**
 * Asks a Flink cluster by its REST interface: to run a job, how it goes, how it ended. For one
 * thread.
 */
public final class FlinkClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String CAUSED_BY = "Caused by: ";

    private final String address;
    private final RestClusterClient<StandaloneClusterId> client;

    /**
     * Connects.
     *
     * @param address of the cluster's REST interface, HOST:PORT
     * @throws CommandException if the address is none, or cannot be used
     */
    public FlinkClient(String address) {
        this.address = address;
        this.client = connected(address);
    }

    /** Free slots of the cluster now. */
    public int freeSlots() {
        return ask(client.getClusterOverview()).getNumSlotsAvailable();
    }

    /** What Flink says of a job; empty if it knows none of this id, or none any more. */
    public Optional<JobStatus> status(JobID id) {
        // Asked for the one job, it would log an error of its own where there is none.
        return ask(client.listJobs()).stream()
                .filter(job -> job.getJobId().equals(id))
                .map(JobStatusMessage::getJobState)
                .findFirst();
    }

    /**
     * Submits a job; false if the cluster had a job of its id once.
     *
     * @throws CommandException if it takes no job
     */
    public boolean submit(JobGraph graph) {
        try {
            ask(client.submitJob(graph));
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
    public CompletableFuture<JobResult> result(JobID id) {
        return client.requestJobResult(id);
    }

    /** Ends a job, if it runs. */
    public void cancel(JobID id) {
        if (status(id).filter(status -> !status.isGloballyTerminalState()).isPresent()) {
            ask(client.cancel(id));
        }
    }

    /** The innermost cause in words; Flink's server tells its own as a stack trace in text. */
    public static String reason(Throwable cause) {
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
            return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new CommandException(
                    "the Flink cluster at " + address + " does not do it: " + reason(e)
                            + "; give the same command again to go on",
                    e);
        } catch (TimeoutException e) {
            throw new CommandException(
                    "the Flink cluster at " + address + " does not answer for " + PATIENCE.toSeconds()
                            + " s; check the address, and give the same command again to go on",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted while the Flink cluster at " + address + " was asked", e);
        }
    }
}
