package freshet.trainer.set;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.model.data.Session;
import freshet.model.data.run.RunTotals;
import freshet.model.data.run.SessionRecord;
import freshet.model.data.run.SortedRuns;
import freshet.model.file.WholeFolder;
import freshet.trainer.NumberedSessions;
import freshet.trainer.Preprocessing;
import freshet.trainer.SessionMoment;
import freshet.trainer.TrainingData;
import freshet.trainer.column.ColumnFolder;
import freshet.trainer.column.ColumnPlace;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Makes a training set of sorted sessions: all that grows with their number is in files. For one
 * use, on one thread.
 */
public final class TrainingSetWriter implements AutoCloseable {
    private final Path folder;
    private final List<Path> runs;
    private final ColumnPlace place;
    private final Path scratch;
    private final RunTotals totals;
    private final Optional<Instant> end;
    private final NumberedSessions recorded;

    /**
     * Takes the sessions.
     *
     * @param folder where the files of the set are to be; it exists
     * @param runs files of sessions, all of them at least one; they stay as they are
     * @throws SetException if there is none
     * @throws IllegalArgumentException if they have more than 2,147,483,639 events
     * @throws IOException if a file cannot be read or written
     */
    public TrainingSetWriter(Path folder, List<Path> runs) throws IOException {
        this(folder, runs, Optional.empty());
    }

    /**
     * Takes those sessions that are over before a moment.
     *
     * @param folder where the files of the set are to be; it exists
     * @param runs files of sessions, all of them at least one; they stay as they are
     * @param end no session that is taken has an event of then or later; empty takes all
     * @throws SetException if there is none
     * @throws IllegalArgumentException if they have more than 2,147,483,639 events
     * @throws IOException if a file cannot be read or written
     */
    public TrainingSetWriter(Path folder, List<Path> runs, Optional<Instant> end) throws IOException {
        this.folder = folder;
        this.runs = List.copyOf(runs);
        this.end = end;
        this.scratch = Files.createDirectory(folder.resolve("scratch"));
        this.place = new ColumnFolder(scratch);
        try (SortedRuns sorted = new SortedRuns(runs)) {
            this.totals = sorted.totals();
            if (totals.events() == 0) {
                throw new SetException("there is no session to learn from");
            }
            NumberedSessions all = NumberedSessions.of(sorted, place);
            this.recorded = end.isPresent() ? all.over(end.get().toEpochMilli(), place) : all;
        }
        if (recorded.sessions() == 0) {
            throw new SetException("no session is over before " + end.orElseThrow());
        }
    }

    /** What the runs hold, also of sessions that are not taken. */
    public RunTotals totals() {
        return totals;
    }

    /**
     * The sessions that are taken, in order of their start; not to be used any more once the set is
     * written.
     */
    public NumberedSessions recorded() {
        return recorded;
    }

    /**
     * Applies the rules and writes the set.
     *
     * @param heldOut how many of the last sessions are held out, 0 for none; of those that start at
     *     once all or none
     * @param share that they were meant to be
     * @param byDefault whether nothing was said of it
     * @param origin which log they came from
     * @return all sessions, or without the held out ones where there are some: in files that are
     *     gone when this is closed
     * @throws IllegalArgumentException if nothing is left to learn from, or one item alone
     */
    public TrainingData write(Preprocessing rules, int heldOut, double share, boolean byDefault, ObjectNode origin)
            throws IOException {
        ObjectNode description = JsonNodeFactory.instance.objectNode();
        description.set(TrainingSet.ORIGIN, origin);
        Optional<TrainingData> earlier = Optional.empty();
        if (heldOut > 0) {
            int first = recorded.sessions() - heldOut;
            writeLater(recorded.starts().get(first));
            earlier = Optional.of(TrainingData.of(recorded.first(first, place), rules));
            SetFile.write(folder.resolve(TrainingSet.EARLIER), earlier.get());
            description.put(TrainingSet.SHARE, share).put(TrainingSet.BY_DEFAULT, byDefault);
        }
        TrainingData whole = TrainingData.of(recorded, rules);
        SetFile.write(folder.resolve(TrainingSet.WHOLE), whole);
        Path file = folder.resolve(TrainingSet.DESCRIPTION);
        Files.write(file, (new JsonMapper().writeValueAsString(description) + "\n").getBytes(StandardCharsets.UTF_8));
        try (FileChannel written = FileChannel.open(file, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        return earlier.orElse(whole);
    }

    private void writeLater(long moment) throws IOException {
        try (SortedRuns sorted = new SortedRuns(runs);
                SessionsWriter later = new SessionsWriter(folder.resolve(TrainingSet.LATER))) {
            sorted.skipTo(moment);
            while (sorted.advance()) {
                Session session = sorted.session();
                if (end.stream().allMatch(time -> SessionMoment.END.of(session) < time.toEpochMilli())) {
                    later.write(SessionRecord.of(session));
                }
            }
            later.finish();
        }
    }

    /** Deletes what was needed on the way. */
    @Override
    public void close() throws IOException {
        WholeFolder.delete(scratch);
    }
}
