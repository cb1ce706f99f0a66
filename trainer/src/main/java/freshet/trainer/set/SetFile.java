package freshet.trainer.set;

import freshet.model.Vocabulary;
import freshet.trainer.Dropped;
import freshet.trainer.Preprocessing;
import freshet.trainer.TrainingData;
import freshet.trainer.column.IntColumn;
import freshet.trainer.column.LongColumn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Training data in one file. All numbers are little-endian:
 *
 * <pre>
 *   8 bytes     FRESHSET
 *   int64       version 1; items V, events E, sessions S; bytes of all item ids
 *   int64       minimum support, minimum session length, 1 where repeats are dropped
 *   int64       of {@link Dropped}, in its order
 *   32 bytes    the hash of the data
 *   int64       support (V), ends of the item ids in bytes (V), times (E), starts (S)
 *   int32       items (E), session offsets (S + 1)
 *   bytes       the item ids, UTF-8, by row
 *   32 bytes    SHA-256 of all bytes before
 * </pre>
 */
final class SetFile {
    private static final byte[] MAGIC = "FRESHSET".getBytes(StandardCharsets.US_ASCII);
    private static final long VERSION = 1;

    private SetFile() {}

    /** @param file does not exist yet */
    static void write(Path file, TrainingData data) throws IOException {
        List<String> ids = data.vocabulary().items();
        long idBytes = 0;
        long[] ends = new long[ids.size()];
        for (int row = 0; row < ends.length; row++) {
            idBytes += ids.get(row).getBytes(StandardCharsets.UTF_8).length;
            ends[row] = idBytes;
        }
        Dropped dropped = data.dropped();
        Preprocessing rules = data.rules();
        try (SealedOutput out = new SealedOutput(file)) {
            out.bytes(MAGIC);
            out.column(LongColumn.of(
                    VERSION,
                    ids.size(),
                    data.items().size(),
                    data.sessions(),
                    idBytes,
                    rules.minItemSupport(),
                    rules.minSessionLength(),
                    rules.dropRepeats() ? 1 : 0,
                    dropped.repeats(),
                    dropped.rareItems(),
                    dropped.rareEvents(),
                    dropped.shortSessions(),
                    dropped.shortEvents(),
                    dropped.shortItems()));
            out.bytes(HexFormat.of().parseHex(data.hash()));
            out.column(LongColumn.of(data.support()));
            out.column(LongColumn.of(ends));
            out.column(data.times());
            out.column(data.starts());
            out.column(data.items());
            out.column(data.sessionOffsets());
            for (String id : ids) {
                out.bytes(id.getBytes(StandardCharsets.UTF_8));
            }
            out.seal();
        }
    }

    /**
     * Opens a file: reads it once to check it, and maps it.
     *
     * @throws SetException if it is none, damaged, or holds what no training data have
     */
    static TrainingData open(Path file) {
        return SetFault.naming(file, () -> {
            try (SealedInput in = new SealedInput(file)) {
                SetFault.requireMagic(in, MAGIC, VERSION, "training set");
                return read(in);
            }
        });
    }

    private static TrainingData read(SealedInput in) throws IOException {
        int items = SetFault.count("items", in.number(), 2);
        int events = SetFault.count("events", in.number(), 2);
        int sessions = SetFault.count("sessions", in.number(), 1);
        int idBytes = SetFault.count("bytes of item ids", in.number(), items);
        Preprocessing rules = new Preprocessing(
                SetFault.count("the minimum support", in.number(), 1),
                SetFault.count("the minimum session length", in.number(), 2),
                SetFault.count("dropped repeats", in.number(), 0) == 1);
        Dropped dropped = new Dropped(in.number(), in.number(), in.number(), in.number(), in.number(), in.number());
        String hash = HexFormat.of().formatHex(in.bytes(SealedOutput.SEAL_BYTES));
        long wanted = Long.BYTES * (2L * items + events + sessions)
                + Integer.BYTES * ((long) events + sessions + 1)
                + idBytes;
        SetFault.requireSize(in, wanted);
        long[] support = in.longs(items).toArray();
        long[] ends = in.longs(items).toArray();
        LongColumn times = in.longs(events);
        LongColumn starts = in.longs(sessions);
        IntColumn rows = in.ints(events);
        IntColumn offsets = in.ints(sessions + 1);
        Vocabulary vocabulary = new Vocabulary(ids(in.bytes(idBytes), ends));
        TrainingData data = new TrainingData(vocabulary, support, rows, offsets, starts, times, rules, dropped, hash);
        SetCheck.require(data);
        return data;
    }

    private static List<String> ids(byte[] bytes, long[] ends) {
        List<String> ids = new ArrayList<>(ends.length);
        int from = 0;
        for (int row = 0; row < ends.length; row++) {
            if (ends[row] <= from || ends[row] > bytes.length) {
                throw new SetException(
                        "item " + row + " ends at byte " + ends[row] + " of its ids, which have " + bytes.length);
            }
            ids.add(new String(bytes, from, (int) ends[row] - from, StandardCharsets.UTF_8));
            from = (int) ends[row];
        }
        if (from != bytes.length) {
            throw new SetException("the ids of its items end at byte " + from + " of " + bytes.length);
        }
        return ids;
    }
}
