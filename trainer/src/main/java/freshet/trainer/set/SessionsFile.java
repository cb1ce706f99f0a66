package freshet.trainer.set;

import freshet.model.data.Session;
import freshet.trainer.column.LongColumn;
import freshet.trainer.column.MappedBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Sessions as they were recorded, in one file. All numbers are little-endian:
 *
 * <pre>
 *   8 bytes     FRESHSES
 *   int64       version 1
 *   bytes       the sessions, each as {@link freshet.model.data.run.SessionRecord} has it, filled
 *               up to a multiple of 8
 *   int64       where each session begins among them, and the last one ends (S + 1)
 *   int64       sessions S
 *   32 bytes    SHA-256 of all bytes before
 * </pre>
 */
final class SessionsFile {
    static final byte[] MAGIC = "FRESHSES".getBytes(StandardCharsets.US_ASCII);
    static final long VERSION = 1;

    private static final int HEADER_BYTES = MAGIC.length + Long.BYTES;

    private SessionsFile() {}

    /**
     * Opens a file: reads it once to check it, and maps it.
     *
     * @throws SetException if it is none or damaged
     */
    static List<Session> open(Path file) {
        return SetFault.naming(file, () -> {
            try (SealedInput in = new SealedInput(file)) {
                SetFault.requireMagic(in, MAGIC, VERSION, "file of sessions");
                List<Session> sessions = map(in);
                sessions.forEach(session -> {}); // each can be read
                return sessions;
            }
        });
    }

    private static List<Session> map(SealedInput in) throws IOException {
        long left = in.left();
        in.skip(left - Long.BYTES);
        int sessions = SetFault.count("sessions", in.number(), 1);
        long indexBytes = Long.BYTES * (sessions + 1L);
        long bytes = left - Long.BYTES - indexBytes;
        if (bytes < sessions) {
            throw new SetException("it has " + left + " bytes, too few for " + sessions + " sessions");
        }
        in.skip(-Long.BYTES - indexBytes);
        LongColumn begins = in.longs(sessions + 1);
        MappedBytes all = in.all();
        return new MappedSessions(all, HEADER_BYTES, bytes, begins);
    }

    /** How many bytes fill up some to a multiple of 8. */
    static int padding(long bytes) {
        return (int) (-bytes & Long.BYTES - 1);
    }
}
