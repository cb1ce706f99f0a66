package freshet.lab.cluster.slowstore;

import java.io.IOException;
import java.net.URI;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.local.LocalFileSystem;

/** The local file system, but for the time that reading takes. Threads may share it. */
final class SlowFileSystem extends LocalFileSystem {
    private final URI uri;
    private final long bytesPerSecond;

    /** @param bytesPerSecond of each file that is read, at least 1 */
    SlowFileSystem(URI uri, long bytesPerSecond) {
        this.uri = uri;
        this.bytesPerSecond = bytesPerSecond;
    }

    @Override
    public URI getUri() {
        return uri;
    }

    @Override
    public FSDataInputStream open(Path file) throws IOException {
        return new SlowInputStream(super.open(file), bytesPerSecond);
    }
}
