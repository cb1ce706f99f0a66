package freshet.job.store;

import java.io.IOException;
import java.net.URI;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystemFactory;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.local.LocalFileSystem;

/**
 * A store whose client fails by unchecked exceptions, as those of object stores do. Flink finds it
 * by its scheme.
 */
public final class UncheckedFileSystemFactory implements FileSystemFactory {
    /** A bundle that the store says nothing of. */
    static final String NO_STATUS = "unchecked://models/no-status";

    /** A bundle that fails when its first bytes are read. */
    static final String NO_BYTES = "unchecked://models/no-bytes";

    @Override
    public String getScheme() {
        return "unchecked";
    }

    @Override
    public FileSystem create(URI store) {
        return new Store();
    }

    private static IllegalStateException failure() {
        return new IllegalStateException("the store does not answer");
    }

    private static final class Store extends LocalFileSystem {
        @Override
        public FileStatus getFileStatus(Path path) throws IOException {
            if (path.toString().equals(NO_STATUS)) {
                throw failure();
            }
            return super.getFileStatus(new Path("/"));
        }

        @Override
        public FSDataInputStream open(Path path) {
            return new Bytes();
        }
    }

    private static final class Bytes extends FSDataInputStream {
        @Override
        public int read() {
            throw failure();
        }

        @Override
        public int read(byte[] target, int from, int length) {
            throw failure();
        }

        @Override
        public void seek(long position) {
            throw failure();
        }

        @Override
        public long getPos() {
            throw failure();
        }
    }
}
