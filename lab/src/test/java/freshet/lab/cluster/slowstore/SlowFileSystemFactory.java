package freshet.lab.cluster.slowstore;

import java.net.URI;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystemFactory;

/** Reads {@code slow://RATE/path} as the local file {@code /path}, RATE bytes a second. */
public final class SlowFileSystemFactory implements FileSystemFactory {
    /** The scheme of its URIs. */
    public static final String SCHEME = "slow";

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileSystem create(URI uri) {
        return new SlowFileSystem(uri, Long.parseLong(uri.getAuthority()));
    }
}
