package freshet.trainer.set;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.model.data.Session;
import freshet.model.data.run.SessionRecord;
import freshet.model.data.run.SortedRuns;
import freshet.model.file.WholeFolder;
import freshet.trainer.NumberedSessions;
import freshet.trainer.Preprocessing;
import freshet.trainer.TrainingData;
import freshet.trainer.column.ColumnFolder;
import freshet.trainer.column.ColumnPlace;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * Makes a training set of sorted sessions: all that grows with their number is in files. For one
 * use, on one thread.
 */
public final class TrainingSetWriter implements AutoCloseable {
    private static final String RECORDED = "recorded";

    private final Path folder;
    private final Path scratch;
    private final List<Session> recorded;
    private final long events;
    private final long equalTimes;

    /**
     * Takes the sessions.
     *
     * @param folder where the files of the set are to be; it exists
     * @param runs sessions in order, all of them at least one
     * @throws SetException if there is none
     * @throws IOException if a file cannot be read or written
     */
    public TrainingSetWriter(Path folder, SortedRuns runs) throws IOException {
        this.folder = folder;
        this.scratch = Files.createDirectory(folder.resolve("scratch"));
        Path file = scratch.resolve(RECORDED);
        long eventSum = 0;
        long equalSum = 0;
        try (SessionsWriter writer = new SessionsWriter(file)) {
            for (Optional<SessionRecord> next = runs.next(); next.isPresent(); next = runs.next()) {
                eventSum += next.get().events();
                equalSum += next.get().equalTimes();
                writer.write(next.get());
            }
            if (eventSum == 0) {
                throw new SetException("there is no session to learn from");
            }
            writer.finish();
        }
        this.recorded = SessionsFile.map(file);
        this.events = eventSum;
        this.equalTimes = equalSum;
    }

    /** All sessions, in order of their start: each is made anew when it is asked for. */
    public List<Session> recorded() {
        return recorded;
    }

    /** How many events they have. */
    public long events() {
        return events;
    }

    /** How many of these share their time with another one of their session. */
    public long equalTimes() {
        return equalTimes;
    }

    /**
     * Applies the rules and writes the set.
     *
     * @param heldOut how many of the last sessions are held out, 0 for none
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
        ColumnPlace place = new ColumnFolder(scratch);
        NumberedSessions numbered = NumberedSessions.of(recorded, events, place);
        Optional<TrainingData> earlier = Optional.empty();
        if (heldOut > 0) {
            int first = recorded.size() - heldOut;
            earlier = Optional.of(TrainingData.of(numbered.first(first, place), rules));
            SetFile.write(folder.resolve(TrainingSet.EARLIER), earlier.get());
            try (SessionsWriter later = new SessionsWriter(folder.resolve(TrainingSet.LATER))) {
                for (Session session : recorded.subList(first, recorded.size())) {
                    later.write(SessionRecord.of(session));
                }
                later.finish();
            }
            description.put(TrainingSet.SHARE, share).put(TrainingSet.BY_DEFAULT, byDefault);
        }
        TrainingData whole = TrainingData.of(numbered, rules);
        SetFile.write(folder.resolve(TrainingSet.WHOLE), whole);
        Path file = folder.resolve(TrainingSet.DESCRIPTION);
        Files.write(file, (new JsonMapper().writeValueAsString(description) + "\n").getBytes(StandardCharsets.UTF_8));
        try (FileChannel written = FileChannel.open(file, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        return earlier.orElse(whole);
    }

    /** Deletes what was needed on the way. */
    @Override
    public void close() throws IOException {
        WholeFolder.delete(scratch);
    }
}
