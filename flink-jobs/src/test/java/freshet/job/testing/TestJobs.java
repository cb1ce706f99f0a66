package freshet.job.testing;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.job.RecommenderPipeline;
import freshet.job.settings.JobSettings;
import freshet.serving.testing.Patience;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CheckpointException;
import org.apache.flink.runtime.checkpoint.CheckpointFailureReason;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;
import org.awaitility.core.ConditionFactory;

/**
 * The job on the Flink cluster of a test, between topics of its own; ends what it started. For one
 * thread.
 */
public final class TestJobs implements AutoCloseable {
    /** For what takes a moment on a quiet machine, and may take a hundred of them on a busy one. */
    public static final Duration PATIENCE = Patience.PATIENCE;

    private final TestTopics topics;
    private final Path folder;
    private final List<JobClient> running = new ArrayList<>();

    /** @param folder for checkpoints */
    public TestJobs(String bootstrapServers, Path folder) throws Exception {
        this(new TestTopics(bootstrapServers), folder);
    }

    /** @param topics closed with this */
    public TestJobs(TestTopics topics, Path folder) {
        this.topics = topics;
        this.folder = folder;
    }

    public TestTopics topics() {
        return topics;
    }

    /** Starts the job afresh, with settings of the form key=value. */
    public JobClient start(String... overrides) throws Exception {
        return start(Optional.empty(), overrides);
    }

    public JobClient start(Optional<String> savepoint, String... overrides) throws Exception {
        Configuration recovery = new Configuration();
        savepoint.ifPresent(path -> recovery.set(StateRecoveryOptions.SAVEPOINT_PATH, path));
        return start(recovery, overrides);
    }

    /** @param flink settings of Flink's own */
    public JobClient start(Configuration flink, String... overrides) throws Exception {
        List<String> all = new ArrayList<>(topics.settings());
        all.addAll(List.of(
                "checkpoint.interval=300 ms",
                "checkpoint.dir=" + folder.resolve("checkpoints").toUri(),
                "delivery.transaction-timeout=1 min"));
        all.addAll(List.of(overrides));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(flink);
        JobSettings settings = JobSettings.of(all);
        RecommenderPipeline.build(env, settings);
        JobClient job = env.executeAsync(RecommenderPipeline.name(settings));
        running.add(job);
        return job;
    }

    /** Stops a job, its input unfinished, and gives the savepoint. */
    public String stopWithSavepoint(JobClient job) throws Exception {
        return stopWithSavepoint(job, false);
    }

    /** @param drain whether the job finishes its input first */
    public String stopWithSavepoint(JobClient job, boolean drain) throws Exception {
        String savepoints = folder.resolve("savepoints").toUri().toString();
        return savepoint(() -> job.stopWithSavepoint(drain, savepoints, SavepointFormatType.CANONICAL));
    }

    /**
     * Where a savepoint is. Asks again until all tasks run, before which Flink refuses it: a job
     * that answers may still have tasks that start.
     */
    public static String savepoint(Supplier<CompletableFuture<String>> asked) {
        return eventually()
                .ignoreExceptionsMatching(TestJobs::tasksStillStart)
                .until(() -> asked.get().get(PATIENCE.toSeconds(), TimeUnit.SECONDS), path -> !path.isEmpty());
    }

    private static boolean tasksStillStart(Throwable refused) {
        return ExceptionUtils.findThrowable(refused, CheckpointException.class)
                .filter(e -> e.getCheckpointFailureReason() == CheckpointFailureReason.NOT_ALL_REQUIRED_TASKS_RUNNING)
                .isPresent();
    }

    /** Every event sent is answered or rejected exactly once. */
    public void assertLedger() {
        eventually().until(() -> topics.ledger().size() >= topics.sent().size());
        assertThat(topics.ledger()).containsExactlyInAnyOrderElementsOf(topics.sent());
    }

    /** Looks again and again; {@link #PATIENCE} only bounds how long a failing test takes. */
    public static ConditionFactory eventually() {
        return Patience.eventually();
    }

    @Override
    public void close() throws Exception {
        for (JobClient job : running) {
            if (!job.getJobStatus().get().isGloballyTerminalState()) {
                job.cancel().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
            eventually().until(() -> job.getJobStatus().get().isGloballyTerminalState());
        }
        topics.close();
    }
}
