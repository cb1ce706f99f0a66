package freshet.trainer.set;

import freshet.model.data.Session;
import freshet.model.data.run.SessionRecord;
import freshet.model.data.run.SortedRuns;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Sessions as they were recorded, in one file that is mapped into memory: each is made anew
 * whenever it is asked for.
 */
public final class RecordedSessions {
    private RecordedSessions() {}

    /**
     * Writes the sessions of sorted runs that start at a moment or later.
     *
     * @param file does not exist yet; it is not written where there is no such session
     * @param moment milliseconds since 1970
     * @return whether there is such a session
     * @throws IOException if a run cannot be read, or the file not written
     */
    public static boolean write(Path file, List<Path> runs, long moment) throws IOException {
        try (SortedRuns sorted = new SortedRuns(runs)) {
            sorted.skipTo(moment);
            if (!sorted.advance()) {
                return false;
            }
            try (SessionsWriter sessions = new SessionsWriter(file)) {
                do {
                    sessions.write(SessionRecord.of(sorted.session()));
                } while (sorted.advance());
                sessions.finish();
            }
            return true;
        }
    }

    /**
     * Opens such a file: it is read once to check it.
     *
     * @return in order of their start; threads may share it
     * @throws SetException if it is none or damaged
     */
    public static List<Session> open(Path file) {
        return SessionsFile.open(file);
    }
}
