package freshet.job.swap;

import freshet.model.bundle.BundleException;
import freshet.schema.ModelAnnouncement;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.flink.core.fs.FileSystem;

/** Copies an announced bundle from the model store to a local file and checks its hash on the way. */
final class BundleFetcher {
    private BundleFetcher() {}

    /**
     * Fetches the bundle into a file.
     *
     * @param target an existing file, overwritten
     * @throws BundleException if the bundle cannot be read or its hash is not the announced one
     */
    static void fetch(ModelAnnouncement bundle, Path target) {
        MessageDigest sha256 = sha256();
        org.apache.flink.core.fs.Path place = new org.apache.flink.core.fs.Path(bundle.getUri());
        try (InputStream in = FileSystem.getUnguardedFileSystem(place.toUri()).open(place)) {
            Files.copy(new DigestInputStream(in, sha256), target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new BundleException(bundle.getUri() + " cannot be fetched: " + e, e);
        }
        String found = HexFormat.of().formatHex(sha256.digest());
        if (!found.equals(bundle.getSha256())) {
            throw new BundleException(bundle.getUri() + " has SHA-256 " + found + ", not " + bundle.getSha256()
                    + " as announced; publish it again");
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must offer SHA-256, this one does not", e);
        }
    }
}
