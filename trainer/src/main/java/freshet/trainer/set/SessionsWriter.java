package freshet.trainer.set;

import freshet.model.data.run.SessionRecord;
import freshet.trainer.column.LongColumn;
import freshet.trainer.column.MappedLongs;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes a {@link SessionsFile}, session by session; where each begins waits in a file of its own.
 * For one thread.
 */
final class SessionsWriter implements AutoCloseable {
    private final SealedOutput out;
    private final Path index;
    private final DataOutputStream begins;
    private long bytes;
    private int sessions;

    /** @param file does not exist yet */
    SessionsWriter(Path file) throws IOException {
        this.index = file.resolveSibling(file.getFileName() + ".index");
        this.out = new SealedOutput(file);
        this.begins = new DataOutputStream(
                new BufferedOutputStream(Files.newOutputStream(index, StandardOpenOption.CREATE_NEW)));
        out.bytes(SessionsFile.MAGIC);
        out.number(SessionsFile.VERSION);
    }

    void write(SessionRecord session) throws IOException {
        begins.writeLong(Long.reverseBytes(bytes));
        out.bytes(session.bytes());
        bytes += session.bytes().length;
        sessions = Math.addExact(sessions, 1);
    }

    /** Writes the rest and forces all of it to the disk. */
    void finish() throws IOException {
        begins.close();
        out.bytes(new byte[SessionsFile.padding(bytes)]);
        try (FileChannel written = FileChannel.open(index, StandardOpenOption.READ)) {
            LongColumn places = MappedLongs.of(written, MapMode.READ_ONLY, 0, sessions);
            out.column(places);
        }
        out.number(bytes);
        out.number((long) sessions);
        out.seal();
    }

    @Override
    public void close() throws IOException {
        begins.close();
        Files.deleteIfExists(index);
        out.close();
    }
}
