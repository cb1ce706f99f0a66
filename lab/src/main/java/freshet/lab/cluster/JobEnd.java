package freshet.lab.cluster;

import freshet.cli.CommandException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Ends jobs so that they can go on. For one thread. */
final class JobEnd {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Consumer<String> say;

    JobEnd(Consumer<String> say) {
        this.say = say;
    }

    /**
     * Ends a job with a savepoint if all of it runs. Otherwise none can be written, and its newest
     * checkpoint is what it goes on from.
     *
     * @throws CommandException if the savepoint cannot be written; the job goes on then
     */
    void withSavepoint(FlinkJob job) throws InterruptedException {
        if (job.running()) {
            String savepoint = job.stopWithSavepoint(PATIENCE);
            say.accept("job " + job.id() + " has stopped; savepoint " + ClusterFolder.local(savepoint));
        } else {
            say.accept("job " + job.id() + " is " + job.status() + ", so it can write no savepoint");
            now(job);
        }
    }

    /** Ends a job at once; its newest checkpoint is what it goes on from. */
    void now(FlinkJob job) throws InterruptedException {
        Optional<String> checkpoint = job.newestCheckpoint().or(job::restoredFrom);
        job.cancel();
        say.accept("job " + job.id() + " is cancelled; "
                + checkpoint
                        .map(path -> "its newest checkpoint is " + ClusterFolder.local(path))
                        .orElse("it has made no checkpoint"));
    }

    /**
     * Stops all jobs before their servers end. One that cannot write a savepoint is left to them,
     * and goes on from its newest checkpoint.
     */
    void beforeServersEnd(FlinkRest flink) throws InterruptedException {
        for (String id : flink.liveJobs()) {
            FlinkJob job = flink.job(id);
            try {
                if (job.running()) {
                    withSavepoint(job);
                }
            } catch (CommandException e) {
                say.accept(e.getMessage() + "; it will go on from its newest checkpoint");
            }
        }
    }
}
