package freshet.cli.compare;

import freshet.cli.CommandException;
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
import java.util.List;

/**
 * The file in which a comparison notes each training that is over, so that it can go on after
 * a kill at any moment. The first line is {@value #HEAD}, each other one a {@link Finish}, on the
 * disk before the next training begins. What a kill left of a last line is taken away when the
 * journal is opened again. One process at a time holds it. For one thread.
 */
final class ComparisonJournal implements AutoCloseable {
    private static final String HEAD = "{\"compare\":1}";

    private final Path file;
    private final FileChannel channel;
    private final List<Finish> finishes = new ArrayList<>();

    private ComparisonJournal(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Opens a journal, and begins it if the file does not exist or is empty.
     *
     * @throws CommandException if it is no journal, is damaged, or is in use or cannot be read or
     *     written
     */
    static ComparisonJournal open(Path file) {
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
            ComparisonJournal journal = new ComparisonJournal(file, channel);
            try {
                journal.lock();
                journal.read();
                return journal;
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    /** All that is noted, in the order in which it was. */
    List<Finish> finishes() {
        return List.copyOf(finishes);
    }

    /**
     * Notes a training that is over.
     *
     * @throws CommandException if it cannot be written; what was noted before stays
     */
    void add(Finish finish) {
        try {
            write(FinishJson.line(finish));
        } catch (IOException e) {
            throw unusable(file, e);
        }
        finishes.add(finish);
    }

    private void lock() throws IOException {
        boolean locked;
        try {
            locked = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            locked = false;
        }
        if (!locked) {
            throw new CommandException(
                    "--journal " + file + " is in use by another comparison; wait for its end or name another file");
        }
    }

    private void read() throws IOException {
        byte[] bytes = Channels.newInputStream(channel).readAllBytes();
        int whole = bytes.length;
        while (whole > 0 && bytes[whole - 1] != '\n') {
            whole--;
        }
        if (whole == 0) {
            if (!HEAD.startsWith(new String(bytes, StandardCharsets.UTF_8))) {
                throw noJournal();
            }
            channel.truncate(0);
            write(HEAD);
            return;
        }
        String[] lines = new String(bytes, 0, whole, StandardCharsets.UTF_8).split("\n", -1);
        if (!lines[0].equals(HEAD)) {
            throw noJournal();
        }
        for (int line = 1; line < lines.length - 1; line++) {
            finishes.add(finish(line + 1, lines[line]));
        }
        channel.truncate(whole);
    }

    private Finish finish(int number, String line) {
        try {
            return FinishJson.read(line);
        } catch (IllegalArgumentException e) {
            throw new CommandException(
                    "--journal " + file + ", line " + number + " is damaged: " + e.getMessage()
                            + "; take the line out, or name another file",
                    e);
        }
    }

    private CommandException noJournal() {
        return new CommandException(
                "--journal " + file + " exists and is no journal of a comparison; name another file");
    }

    private static CommandException unusable(Path file, IOException e) {
        return new CommandException(
                "--journal " + file + " cannot be read or written: " + IoReason.of(e)
                        + "; what is noted in it stays: put that right and compare again, or name another file",
                e);
    }

    private void write(String line) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        channel.position(channel.size());
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
        channel.force(true);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
