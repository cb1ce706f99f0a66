package freshet.cli.serve;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Watches a job come up: tells of failures on the way, and every ten seconds how far it is. For one
 * thread.
 */
public final class JobStart {
    /** How long a start may take before a person should look. */
    public static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final long SAY_NANOS = Duration.ofSeconds(10).toNanos();

    private final TaskStates tasks;
    private final Consumer<String> say;
    private final Duration patience;
    private final long begun = System.nanoTime();
    private long said = begun;
    private Optional<String> failure = Optional.empty();
    private TaskStates.Running running = new TaskStates.Running(0, 0);

    /**
     * Begins to count the time.
     *
     * @param webUi where Flink's REST interface is
     * @param job its id in hexadecimal
     * @param say is given a line when there is something to tell
     */
    public JobStart(String webUi, String job, Consumer<String> say) {
        this(new TaskStates(webUi, job), say, PATIENCE);
    }

    JobStart(TaskStates tasks, Consumer<String> say, Duration patience) {
        this.tasks = tasks;
        this.say = say;
        this.patience = patience;
    }

    /** Looks once, and says whether every subtask takes records. */
    public boolean complete() throws InterruptedException {
        running = tasks.running();
        if (running.complete()) {
            return true;
        }
        tasks.failure().filter(cause -> failure.filter(cause::equals).isEmpty()).ifPresent(cause -> {
            failure = Optional.of(cause);
            say.accept("the job has failed at its start and tries again: " + cause);
        });
        long now = System.nanoTime();
        if (now - said > SAY_NANOS) {
            said = now;
            say.accept("the job is starting: " + running.running() + " of " + running.all() + " tasks run");
        }
        return false;
    }

    /** Whether the time is over. */
    public boolean late() {
        return System.nanoTime() - begun > patience.toNanos();
    }

    /** Whether the job has failed on its way. */
    public boolean failed() {
        return failure.isPresent();
    }

    /** What keeps the job from running, as a sentence without its end. */
    public String why() {
        return "the job does not run after " + patience.toSeconds() + " s: "
                + failure.map(cause -> "it fails at each start: " + cause)
                        .orElse(running.running() + " of " + running.all() + " tasks run");
    }
}
