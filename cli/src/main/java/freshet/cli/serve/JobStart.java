package freshet.cli.serve;

import freshet.cli.CommandException;
import freshet.cli.LogFile;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Watches a job come up: tells of failures on the way, and gives up in the end with the cause. For one thread. */
final class JobStart {
    private static final long SAY_NANOS = Duration.ofSeconds(10).toNanos();

    private final TaskStates tasks;
    private final Consumer<String> say;
    private final Duration patience;
    private final long begun = System.nanoTime();
    private long said = begun;
    private Optional<String> failure = Optional.empty();

    JobStart(TaskStates tasks, Consumer<String> say, Duration patience) {
        this.tasks = tasks;
        this.say = say;
        this.patience = patience;
    }

    /**
     * Looks once.
     *
     * @return whether every subtask takes records
     * @throws CommandException if the time is over
     */
    boolean complete() throws InterruptedException {
        TaskStates.Running running = tasks.running();
        if (running.complete()) {
            return true;
        }
        tasks.failure().filter(cause -> failure.filter(cause::equals).isEmpty()).ifPresent(cause -> {
            failure = Optional.of(cause);
            say.accept("the job has failed at its start and tries again: " + cause);
        });
        long now = System.nanoTime();
        if (now - begun > patience.toNanos()) {
            throw new CommandException("the job does not run after " + patience.toSeconds() + " s: "
                    + failure.map(cause -> "it fails at each start: " + cause)
                            .orElse(running.running() + " of " + running.all() + " tasks run")
                    + "; the whole of it is in " + LogFile.path());
        }
        if (now - said > SAY_NANOS) {
            said = now;
            say.accept("the job is starting: " + running.running() + " of " + running.all() + " tasks run");
        }
        return false;
    }
}
