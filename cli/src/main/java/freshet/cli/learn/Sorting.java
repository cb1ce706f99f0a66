package freshet.cli.learn;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import freshet.cli.CommandException;
import freshet.cli.prepare.LocalPrepare;
import freshet.cli.train.HoldOutOptions;
import freshet.job.prepare.PrepareJob;
import freshet.job.prepare.PrepareSettings;
import freshet.model.data.run.RunTotals;
import freshet.model.data.run.SortedRuns;
import freshet.model.file.IoReason;
import freshet.model.file.WholeFolder;
import freshet.trainer.set.RecordedSessions;
import freshet.trainer.set.SetException;
import freshet.trainer.set.TrainingSetWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Sorts captured files on the disk, as {@code prepare} does in this process, and writes of them
 * what a {@link RunSet} is opened from. The folder is there when it is whole; until then what is
 * sorted is beside it. For one thread.
 */
final class Sorting implements AutoCloseable {
    private static final long ALL = Long.MIN_VALUE;

    /** Each takes memory outside of the heap; a node of a cluster may have many processors. */
    private static final int MOST_TASKS = 2;

    private final Loop loop;
    private final WholeFolder folder;
    private final List<Path> runs;
    private final RunTotals totals;

    /**
     * Sorts the files, in place of the set that is there.
     *
     * @param files relative to the folder of capture
     * @throws freshet.model.data.LogException if one cannot be used
     * @throws CommandException if the work folder takes no more
     * @throws java.util.concurrent.CancellationException if the loop was interrupted
     */
    Sorting(Loop loop, List<String> files) {
        this.loop = loop;
        this.folder = writing(loop, () -> {
            WholeFolder.delete(loop.work().set());
            return new WholeFolder(loop.work().set());
        });
        try {
            List<Path> sorted = writing(loop, () -> sorted(files));
            this.totals = writing(loop, () -> totals(sorted));
            this.runs = sorted;
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static RunTotals totals(List<Path> runs) throws IOException {
        try (SortedRuns sorted = new SortedRuns(runs)) {
            return sorted.totals();
        }
    }

    private List<Path> sorted(List<String> files) throws IOException {
        CapturedLog log = loop.settings().capture();
        Path output = Files.createDirectory(folder.part().resolve("runs"));
        Path spill = Files.createDirectory(folder.part().resolve("spill"));
        new LocalPrepare(Math.min(Runtime.getRuntime().availableProcessors(), MOST_TASKS), spill, loop.interruption())
                .run(new PrepareSettings(log.paths(files), log.words(), log.rules(), output));
        WholeFolder.delete(spill);
        return PrepareJob.runs(output);
    }

    /** What the files hold. */
    RunTotals totals() {
        return totals;
    }

    /**
     * Writes the sessions that begin later than what a champion has seen; all where it does not
     * say.
     */
    NewSessions unseen(Optional<Instant> seen) {
        loop.requireWanted();
        Path file = folder.part().resolve(RunSet.UNSEEN);
        boolean some = writing(
                loop,
                () -> RecordedSessions.write(
                        file, runs, seen.map(time -> time.toEpochMilli() + 1).orElse(ALL)));
        return new NewSessions(some ? RecordedSessions.open(file) : List.of());
    }

    /**
     * Writes what is learned; the folder gets its name.
     *
     * @param cut sessions that end then or later are not learned
     * @return the hash by which a {@link RunSet} is told from others
     * @throws CommandException if too little is left to learn from
     */
    String write(Optional<Instant> cut) {
        loop.requireWanted();
        return writing(loop, () -> {
            if (cut.isEmpty()) {
                Files.deleteIfExists(folder.part().resolve(RunSet.UNSEEN)); // nobody looks at it
            }
            String hash;
            try (TrainingSetWriter writer = new TrainingSetWriter(folder.part(), runs, cut)) {
                int heldOut = loop.training().heldOut(writer.recorded());
                hash = writer.write(
                                loop.settings().rules(),
                                heldOut,
                                HoldOutOptions.SHARE,
                                true,
                                JsonNodeFactory.instance.objectNode())
                        .hash();
            } catch (IllegalArgumentException | SetException e) {
                throw new CommandException("the captured sessions: " + e.getMessage(), e);
            }
            WholeFolder.delete(folder.part().resolve("runs"));
            folder.finish();
            return hash;
        });
    }

    /** Deletes what was sorted, unless it was written whole. */
    @Override
    public void close() {
        writing(loop, () -> {
            folder.close();
            return folder;
        });
    }

    private interface Writing<T> {
        T take() throws IOException;
    }

    private static <T> T writing(Loop loop, Writing<T> step) {
        try {
            return step.take();
        } catch (IOException e) {
            throw new CommandException(
                    "the training set " + loop.work().set() + " cannot be written: " + IoReason.of(e)
                            + "; the disk of --work holds what is captured twice for a while",
                    e);
        }
    }
}
