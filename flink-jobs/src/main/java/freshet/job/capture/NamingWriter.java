package freshet.job.capture;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.connector.file.sink.FileSinkCommittable;
import org.apache.flink.connector.file.sink.writer.FileWriter;
import org.apache.flink.connector.file.sink.writer.FileWriterBucketState;
import org.apache.flink.core.fs.Path;

/** Flink's writer of files, whose failures say which setting they are of. For one thread. */
final class NamingWriter
        implements StatefulSinkWriter<byte[], FileWriterBucketState>,
                CommittingSinkWriter<byte[], FileSinkCommittable> {
    private final Path dir;
    private final FileWriter<byte[]> files;

    /** Opens a writer. */
    @FunctionalInterface
    interface Opening {
        FileWriter<byte[]> open() throws IOException;
    }

    /** @throws IOException if a file that it is to go on with is gone */
    NamingWriter(Path dir, Opening opening) throws IOException {
        this.dir = dir;
        try {
            files = opening.open();
        } catch (IOException e) {
            throw named(dir, e);
        }
    }

    /** What a person is to know of a failure. */
    static IOException named(Path dir, IOException failure) {
        return new IOException(
                "capture.dir is " + dir + " and cannot be written: " + failure.getMessage() + "; the job starts again"
                        + " until it can: make it writable, with room on its disk. To go on without capture, start"
                        + " from the last checkpoint with --allowNonRestoredState and without capture.dir",
                failure);
    }

    @Override
    public void write(byte[] block, Context context) throws IOException, InterruptedException {
        try {
            files.write(block, context);
        } catch (IOException e) {
            throw named(dir, e);
        }
    }

    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
        try {
            files.flush(endOfInput);
        } catch (IOException e) {
            throw named(dir, e);
        }
    }

    @Override
    public Collection<FileSinkCommittable> prepareCommit() throws IOException {
        try {
            return files.prepareCommit();
        } catch (IOException e) {
            throw named(dir, e);
        }
    }

    @Override
    public List<FileWriterBucketState> snapshotState(long checkpointId) throws IOException {
        try {
            return files.snapshotState(checkpointId);
        } catch (IOException e) {
            throw named(dir, e);
        }
    }

    @Override
    public void close() {
        files.close();
    }
}
