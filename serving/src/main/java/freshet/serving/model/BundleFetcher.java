package freshet.serving.model;

import freshet.model.bundle.BundleException;
import freshet.model.bundle.BundleFile;
import freshet.model.text.Sha256;
import freshet.schema.ModelAnnouncement;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Copies an announced bundle from the model store and checks its place, size and hash on the way.
 * Threads may share it.
 *
 * @param store gives the bytes
 * @param allowed where bundles may be
 * @param folder for local copies
 */
public record BundleFetcher(BundleStore store, AllowedStores allowed, Path folder) {
    private static final int BUFFER_BYTES = 1 << 16;

    /** With local copies in Java's own folder for temporary files. */
    public BundleFetcher(BundleStore store, AllowedStores allowed) {
        this(store, allowed, Path.of(System.getProperty("java.io.tmpdir")));
    }

    /**
     * Fetches the bundle. An interrupt of the thread ends it: at once where the store reacts to it,
     * else with the next bytes that the store gives.
     *
     * @param target what it is written to; stays open
     * @throws BundleException if the bundle is elsewhere, cannot be read, is larger than any
     *     bundle, or its hash is not the announced one; also if the thread is interrupted
     */
    public void fetch(ModelAnnouncement bundle, OutputStream target) {
        MessageDigest sha256 = Sha256.digest();
        try (BundleStore.Content content = store.open(allowed.require(bundle.getUri()))) {
            requireSize(content.bytes(), bundle.getUri());
            copy(content.in(), target, sha256, bundle.getUri());
        } catch (BundleException e) {
            throw e;
        } catch (IOException e) {
            throw unreachable(bundle.getUri(), e, e);
        } catch (RuntimeException e) { // clients of object stores throw those where the store does not answer
            throw unreachable(bundle.getUri(), e, new IOException(e));
        }
        String found = HexFormat.of().formatHex(sha256.digest());
        if (!found.equals(bundle.getSha256())) {
            throw new OtherBytesException(bundle.getUri() + " has SHA-256 " + found + ", not " + bundle.getSha256()
                    + " as announced; publish it again");
        }
    }

    /**
     * Fetches the bundle to a file that has no name from here on, so that a process which is killed
     * leaves nothing behind; where a name must stay (Windows), until it is closed.
     *
     * @return open for reading; the caller closes it
     * @throws BundleException as {@link #fetch}
     * @throws IOException if there is no local file
     */
    public FileChannel toLocalFile(ModelAnnouncement bundle) throws IOException {
        FileChannel local = nameless();
        try {
            fetch(bundle, Channels.newOutputStream(local));
            return local;
        } catch (RuntimeException | Error e) {
            local.close();
            throw e;
        }
    }

    private FileChannel nameless() throws IOException {
        try {
            Path file = Files.createTempFile(folder, "freshet-model-", ".safetensors");
            return FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        } catch (RuntimeException e) { // as of a folder that this process must not touch
            throw new IOException(e);
        }
    }

    private static BundleException unreachable(String uri, Exception said, IOException cause) {
        return new BundleException(uri + " cannot be fetched: " + said, cause);
    }

    private static void requireSize(long bytes, String uri) {
        if (bytes > BundleFile.MAX_BYTES) {
            throw new BundleException(
                    uri + " has " + bytes + " bytes; the most that a bundle may have is " + BundleFile.MAX_BYTES);
        }
    }

    /** A store may serve more than it says; the local disk has an end. */
    private static void copy(InputStream in, OutputStream out, MessageDigest sha256, String uri) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long copied = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("given up after " + copied + " bytes");
            }
            copied += read;
            requireSize(copied, uri);
            sha256.update(buffer, 0, read);
            out.write(buffer, 0, read);
        }
    }

    /** The store gives other bytes than were announced: for good, or while it still copies them. */
    static final class OtherBytesException extends BundleException {
        private static final long serialVersionUID = 1L;

        OtherBytesException(String message) {
            super(message);
        }
    }
}
