package freshet.cli.serve;

import freshet.cli.CommandException;
import freshet.cli.Interruption;
import freshet.cli.LogFile;
import freshet.job.RecommenderPipeline;
import freshet.job.settings.JobSettings;
import freshet.job.settings.SettingsException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The recommender job in a Flink of its own within this JVM: everything of it on the loopback
 * address, RocksDB, incremental checkpoints that outlive the job. Threads may share it.
 */
public final class LocalJob implements AutoCloseable {
    /** Where everything of Flink listens unless it is told otherwise: for this machine alone. */
    public static final String LOOPBACK = "127.0.0.1";

    private static final long STOP_SECONDS = 120;
    private static final long LOOK_MILLIS = 100;

    private final TemporaryFolder temporary;
    private final String checkpoints;
    private final String host;
    private final int port;
    private final Optional<Path> restoredFrom;
    private final JobClient client;
    private final TaskStates tasks;
    private final CompletableFuture<JobExecutionResult> result;

    /**
     * Starts the job from the newest checkpoint in its folder, or afresh if there is none.
     *
     * @param settings of the job; its {@code checkpoint.dir} is replaced by the folder's
     * @param folder for checkpoints
     * @param port of the web UI, 0 for any free one
     * @throws CommandException if the port is taken or the job cannot be started
     * @throws SettingsException if the settings contradict each other
     */
    public LocalJob(JobSettings settings, Path folder, int port) {
        this(settings, folder, port, new Configuration());
    }

    /**
     * Starts the job in a Flink with some settings of its own.
     *
     * @param flink settings of Flink, over those set here; {@code rest.bind-address} is where the
     *     web UI listens
     */
    public LocalJob(JobSettings settings, Path folder, int port, Configuration flink) {
        CheckpointFolder checkpointFolder = new CheckpointFolder(folder);
        this.checkpoints = checkpointFolder.uri();
        String bound = flink.getOptional(RestOptions.BIND_ADDRESS).orElse(LOOPBACK);
        this.port = port == 0 ? LoopbackPorts.free(1).get(0) : requireFree(bound, port);
        this.host = reachable(bound);
        this.restoredFrom = checkpointFolder.newest();
        this.temporary = new TemporaryFolder();
        Configuration configuration = configuration();
        configuration.addAll(flink);
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironmentWithWebUI(configuration);
        try {
            RecommenderPipeline.build(environment, settings.inOwnProcess().withCheckpointDir(checkpoints));
            client = environment.executeAsync(RecommenderPipeline.name(settings));
            result = client.getJobExecutionResult();
            tasks = new TaskStates(webUi(), id());
        } catch (SettingsException e) {
            temporary.close();
            throw e;
        } catch (Exception e) { // executeAsync declares it
            temporary.close();
            throw new CommandException("the job cannot be started: " + rootMessage(e), e);
        }
    }

    /** Where a browser shows the job. */
    public String webUi() {
        return "http://" + host + ":" + port;
    }

    /** Under which Flink knows the job, in hexadecimal. */
    public String id() {
        return client.getJobID().toHexString();
    }

    /** The checkpoint that the job started from. */
    public Optional<Path> restoredFrom() {
        return restoredFrom;
    }

    /**
     * Waits until every task of the job takes records, or the user wants no more.
     *
     * @param say is given a line when the job fails on its way, and every ten seconds
     * @return whether they do
     * @throws CommandException if the job ends, or is not there in two minutes, with the cause
     */
    public boolean awaitRunning(Interruption interruption, Consumer<String> say) throws InterruptedException {
        return awaitRunning(interruption, say, JobStart.PATIENCE);
    }

    /** @param patience after which it is given up */
    public boolean awaitRunning(Interruption interruption, Consumer<String> say, Duration patience)
            throws InterruptedException {
        JobStart start = new JobStart(tasks, say, patience);
        while (!start.complete()) {
            requireAlive();
            if (start.late()) {
                throw new CommandException(start.why() + "; the whole of it is in " + LogFile.path());
            }
            if (interruption.await(LOOK_MILLIS)) {
                return false;
            }
        }
        return true;
    }

    /** Why the job failed last, in one line. */
    public String lastFailure() throws InterruptedException {
        return tasks.failure().orElse("the cause is in the log");
    }

    /**
     * Looks whether the job still runs.
     *
     * @throws CommandException if it has ended, with the cause
     */
    public void requireAlive() throws InterruptedException {
        if (result.isDone()) {
            try {
                result.get();
                throw new CommandException("the job has ended by itself; its log is " + LogFile.path());
            } catch (ExecutionException e) {
                throw new CommandException("the job has failed: " + rootMessage(e), e);
            }
        }
    }

    /** Whether the job has failed and is about to go on from its last checkpoint. */
    public boolean restarting() throws InterruptedException {
        try {
            return client.getJobStatus().get() == JobStatus.RESTARTING;
        } catch (ExecutionException e) {
            throw new CommandException("the job cannot be asked how it is: " + rootMessage(e), e);
        }
    }

    /**
     * Stops the job with a savepoint in its checkpoint folder, so that the next start goes on where
     * this one stopped.
     *
     * @return the savepoint
     * @throws CommandException if it cannot be stopped so
     */
    public String stop() {
        try {
            String savepoint = client.stopWithSavepoint(false, checkpoints, SavepointFormatType.NATIVE)
                    .get(STOP_SECONDS, TimeUnit.SECONDS);
            result.get(STOP_SECONDS, TimeUnit.SECONDS);
            return savepoint;
        } catch (ExecutionException | TimeoutException e) {
            throw new CommandException(
                    "the job did not stop with a savepoint; it goes on from its last checkpoint: " + rootMessage(e), e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /**
     * Cancels the job if it still runs, which can go on from its last checkpoint, and waits until
     * its Flink is down.
     */
    @Override
    public void close() {
        try (temporary) {
            if (!result.isDone()) {
                client.cancel().get(STOP_SECONDS, TimeUnit.SECONDS);
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new CommandException("the job cannot be cancelled: " + rootMessage(e), e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private Configuration configuration() {
        Configuration configuration = new Configuration();
        configuration.set(RestOptions.ADDRESS, host);
        configuration.set(RestOptions.BIND_ADDRESS, LOOPBACK);
        configuration.set(JobManagerOptions.BIND_HOST, LOOPBACK);
        configuration.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
        configuration.set(RestOptions.PORT, port);
        configuration.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        configuration.set(CoreOptions.TMP_DIRS, temporary.path().toString());
        configuration.set(WebOptions.UPLOAD_DIR, temporary.path().toString());
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(128));
        restoredFrom.ifPresent(path -> configuration.set(
                StateRecoveryOptions.SAVEPOINT_PATH, path.toUri().toString()));
        return configuration;
    }

    private static int requireFree(String host, int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(host))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new CommandException(
                    "port " + port + " of " + host + " for the web UI is not free: " + e.getMessage()
                            + "; name another one with --port",
                    e);
        }
    }

    /** Where this process reaches what listens on an address. */
    private static String reachable(String bound) {
        try {
            return InetAddress.getByName(bound).isAnyLocalAddress() ? LOOPBACK : bound;
        } catch (UnknownHostException e) {
            throw new CommandException("there is no address " + bound + "; check --web-host", e);
        }
    }

    private static CommandException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new CommandException("interrupted while talking to the job", e);
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }
}
