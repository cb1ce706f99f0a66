package freshet.trainer.tuning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.model.file.IoReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The file in which a search notes each trial that is over, so that it can go on after a kill at
 * any moment. Each line, see {@link JournalLines}, is on the disk before the next trial starts. A
 * last line that a kill cut short is taken away when the journal is opened again. One process at a
 * time holds it. For one thread.
 */
public final class Journal implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;
    private final List<Trial> trials = new ArrayList<>();

    private Journal(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Opens the journal of a search, and begins it if the file does not exist or is empty.
     *
     * @throws JournalException if it is the journal of another search or of none, is damaged, or is
     *     in use or cannot be read or written
     */
    public static Journal open(Path file, Search search) {
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
            Journal journal = new Journal(file, channel);
            try {
                journal.lock();
                journal.read(JournalLines.search(search));
                return journal;
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    /** The trials that are over, in order of their numbers, which start at 1 and leave out none. */
    public List<Trial> trials() {
        return List.copyOf(trials);
    }

    /**
     * Notes the next trial.
     *
     * @throws JournalException if it cannot be written; the journal stays good for all that was
     *     noted before
     */
    public void add(Trial trial) {
        try {
            write(JournalLines.trial(trial));
        } catch (IOException e) {
            throw unusable(file, e);
        }
        trials.add(trial);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void lock() throws IOException {
        boolean locked;
        try {
            locked = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            locked = false;
        }
        if (!locked) {
            throw new JournalException(
                    "journal " + file + " is in use by another search; wait for its end or name another file");
        }
    }

    private void read(ObjectNode search) throws IOException {
        byte[] bytes = Channels.newInputStream(channel).readAllBytes();
        int whole = bytes.length;
        while (whole > 0 && bytes[whole - 1] != '\n') {
            whole--;
        }
        if (whole == 0) {
            requireStartOf(search, bytes);
            channel.truncate(0);
            write(search);
            return;
        }
        String[] lines = new String(bytes, 0, whole, StandardCharsets.UTF_8).split("\n", -1);
        requireSame(search, lines[0]);
        for (int line = 1; line < lines.length - 1; line++) {
            trials.add(trial(line, lines[line]));
        }
        channel.truncate(whole);
    }

    /** What a kill left of the first line; anything else is a file that a user may want to keep. */
    private void requireStartOf(ObjectNode search, byte[] bytes) {
        byte[] line = bytes(search);
        if (bytes.length > line.length || !Arrays.equals(bytes, Arrays.copyOf(line, bytes.length))) {
            throw noJournal();
        }
    }

    private void requireSame(ObjectNode search, String line) {
        JsonNode there;
        try {
            there = JournalLines.read(line);
        } catch (IllegalArgumentException e) {
            throw noJournal();
        }
        if (!there.has("tune")) {
            throw noJournal();
        }
        for (Map.Entry<String, JsonNode> field : search.properties()) {
            JsonNode other = there.path(field.getKey());
            // By text: a number comes back from the file in the narrowest type that holds it.
            if (!other.toString().equals(field.getValue().toString())) {
                throw new JournalException("journal " + file + " is of another search: " + field.getKey() + " there is "
                        + other + " and here " + field.getValue()
                        + "; name another file, or search as it was begun");
            }
        }
    }

    private Trial trial(int line, String text) {
        try {
            Trial trial = JournalLines.trial(JournalLines.read(text));
            if (trial.number() != line) {
                throw new IllegalArgumentException("it is trial " + trial.number() + ", and trial " + line + " is due");
            }
            return trial;
        } catch (IllegalArgumentException e) {
            throw new JournalException(
                    "journal " + file + ", line " + (line + 1) + " is damaged: " + e.getMessage()
                            + "; cut it off from there, or name another file",
                    e);
        }
    }

    private static JournalException unusable(Path file, IOException e) {
        return new JournalException(
                "journal " + file + " cannot be read or written: " + IoReason.of(e)
                        + "; the trials noted in it stay: put that right and search again, or name another file",
                e);
    }

    private JournalException noJournal() {
        return new JournalException("journal " + file + " exists and is no journal of a search; name another file");
    }

    private void write(ObjectNode line) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes(line));
        channel.position(channel.size());
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
        channel.force(true);
    }

    private static byte[] bytes(ObjectNode line) {
        return (line + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
