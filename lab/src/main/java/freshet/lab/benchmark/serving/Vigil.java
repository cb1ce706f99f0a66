package freshet.lab.benchmark.serving;

import freshet.cli.CommandException;
import freshet.cli.Interruption;
import freshet.cli.LogFile;
import freshet.cli.serve.LocalJob;
import freshet.cli.terminal.Progress;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Waits for counts of a running job to be reached, under a bar. For one thread. */
final class Vigil {
    private static final long LOOK_MILLIS = 10;
    private static final long STALL_NANOS = TimeUnit.SECONDS.toNanos(120);

    private final LocalJob job;
    private final LongSupplier restarts;
    private final Interruption interruption;

    /** @param restarts how often the job began anew so far: its counts begin anew with it */
    Vigil(LocalJob job, LongSupplier restarts, Interruption interruption) {
        this.job = job;
        this.restarts = restarts;
        this.interruption = interruption;
    }

    /**
     * Waits until a count that grows has reached a value.
     *
     * @param task what is being done, in a few words
     * @throws CommandException if the job fails, or the count does not rise for two minutes
     * @throws CancellationException if the user wants no more
     */
    void await(String task, LongSupplier count, long wanted) throws InterruptedException {
        long begin = count.getAsLong();
        long last = begin;
        long moved = System.nanoTime();
        try (Progress progress = Progress.start(task, wanted - begin)) {
            while (last < wanted) {
                pause(LOOK_MILLIS);
                long now = count.getAsLong();
                progress.stepTo(Math.min(now, wanted) - begin);
                if (now > last) {
                    last = now;
                    moved = System.nanoTime();
                } else if (System.nanoTime() - moved > STALL_NANOS) {
                    throw new CommandException(task + " does not go on at " + last + " of " + wanted + ": "
                            + job.lastFailure() + "; the log is " + LogFile.path());
                }
            }
        }
    }

    /**
     * Lets some time go by.
     *
     * @throws CommandException if the job fails, even where it goes on by itself
     * @throws CancellationException if the user wants no more
     */
    void pause(long millis) throws InterruptedException {
        if (interruption.await(millis)) {
            throw new CancellationException("the benchmark is no longer wanted");
        }
        job.requireAlive();
        if (restarts.getAsLong() > 0) {
            throw new CommandException("the job failed and went on from a checkpoint, so that its figures count events"
                    + " twice or not at all: " + job.lastFailure() + "; the log is " + LogFile.path()
                    + "; run again on a quieter machine, or with a smaller --rate");
        }
    }
}
