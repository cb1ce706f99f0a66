package freshet.cli.models;

import freshet.cli.publish.StoreFileSystems;
import freshet.model.bundle.BundleException;
import freshet.model.bundle.BundleFile;
import freshet.model.bundle.BundleOutline;
import freshet.schema.ModelAnnouncement;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.flink.core.fs.FileSystem;

/**
 * An announced bundle as it is in the store.
 *
 * @param state in words
 * @param bytes of the file, if it is there
 * @param outline of a file on this machine that is as announced
 */
record StoredBundle(String state, Optional<Long> bytes, Optional<BundleOutline> outline) {
    private static final String LOCAL = "file";

    /** Looks for it; on this machine all of it is read, elsewhere only whether it is there. */
    static StoredBundle of(ModelAnnouncement announced) {
        try {
            URI uri = URI.create(announced.getUri());
            return LOCAL.equals(uri.getScheme()) ? local(Path.of(uri), announced.getSha256()) : elsewhere(uri);
        } catch (FileNotFoundException e) {
            return without("missing");
        } catch (IOException | IllegalArgumentException e) {
            return without("unknown: the store cannot be read from here: " + e.getMessage());
        }
    }

    private static StoredBundle local(Path file, String sha256) throws IOException {
        if (!Files.isRegularFile(file)) {
            return without("missing here");
        }
        Optional<Long> bytes = Optional.of(Files.size(file));
        try {
            return BundleFile.sha256(file).equals(sha256)
                    ? new StoredBundle("present", bytes, Optional.of(BundleFile.outline(file)))
                    : new StoredBundle("damaged: its SHA-256 is not the announced one", bytes, Optional.empty());
        } catch (BundleException e) {
            return new StoredBundle("damaged: " + e.getMessage(), bytes, Optional.empty());
        }
    }

    private static StoredBundle elsewhere(URI uri) throws IOException {
        StoreFileSystems.initialize();
        long bytes = FileSystem.getUnguardedFileSystem(uri)
                .getFileStatus(new org.apache.flink.core.fs.Path(uri))
                .getLen();
        return new StoredBundle("present, its bytes not compared", Optional.of(bytes), Optional.empty());
    }

    private static StoredBundle without(String state) {
        return new StoredBundle(state, Optional.empty(), Optional.empty());
    }
}
