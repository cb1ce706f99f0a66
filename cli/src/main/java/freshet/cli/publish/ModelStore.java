package freshet.cli.publish;

import freshet.cli.CommandException;
import freshet.cli.terminal.Progress;
import freshet.model.text.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;

/**
 * The folder that jobs fetch bundles from, behind any URI that Flink's file systems reach. A bundle
 * is in it under its model's name and its hash, so that none is ever overwritten by another.
 */
final class ModelStore {
    private static final int BLOCK_BYTES = 1 << 16;
    private static final String NO_HASH = "0".repeat(64); // so that a probe is named as a bundle is
    private static final Pattern HAS_SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:");

    private final Path folder;

    /**
     * @param uri a URI, or a path on this machine
     * @throws CommandException if it is neither
     */
    ModelStore(String uri) {
        try {
            folder = new Path(
                    HAS_SCHEME.matcher(uri).lookingAt()
                            ? URI.create(uri)
                            : java.nio.file.Path.of(uri)
                                    .toAbsolutePath()
                                    .normalize()
                                    .toUri());
        } catch (IllegalArgumentException e) {
            throw new CommandException("the store \"" + uri + "\" is neither a path nor a URI: " + e.getMessage(), e);
        }
    }

    /**
     * Makes sure that the store can be written: its folder is created, and a file comes and goes.
     *
     * @throws CommandException if it cannot
     */
    void requireWritable() {
        try {
            FileSystem files = folder.getFileSystem();
            files.mkdirs(folder);
            Path probe = part("probe-" + NO_HASH + ".safetensors");
            files.create(probe, WriteMode.NO_OVERWRITE).close();
            files.delete(probe, false);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /**
     * Copies a bundle into the store, under a temporary name first, so that nobody fetches half of
     * it.
     *
     * @param sha256 the file's hash, 64 hexadecimal digits
     * @return the URI under which jobs fetch it
     * @throws CommandException if the store cannot be written, or the file no longer has that hash
     */
    String put(java.nio.file.Path bundle, String modelName, String sha256) {
        Path target = new Path(folder, modelName + "-" + sha256 + ".safetensors");
        try {
            FileSystem files = folder.getFileSystem();
            files.mkdirs(folder);
            if (!files.exists(target)) {
                copy(bundle, sha256, files, target);
            }
            return target.makeQualified(files).toUri().toString();
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private CommandException unwritable(IOException e) {
        return new CommandException(
                "the store " + folder + " cannot be written: " + e.getMessage() + "; check --store", e);
    }

    /** A name that no other process writes to. */
    private Path part(String target) {
        return new Path(folder, "." + target + "." + UUID.randomUUID() + ".part");
    }

    private void copy(java.nio.file.Path bundle, String sha256, FileSystem files, Path target) throws IOException {
        Path part = part(target.getName());
        MessageDigest digest = Sha256.digest();
        try {
            try (InputStream in = new DigestInputStream(Files.newInputStream(bundle), digest);
                    OutputStream out = files.create(part, WriteMode.NO_OVERWRITE);
                    Progress progress = Progress.start("copying " + bundle.getFileName(), Files.size(bundle))) {
                transfer(in, out, progress);
            }
            if (!HexFormat.of().formatHex(digest.digest()).equals(sha256)) {
                throw new CommandException(bundle + " changed while it was copied; publish it again");
            }
            if (!files.rename(part, target)) {
                throw new IOException("cannot rename " + part + " to " + target.getName());
            }
        } finally {
            files.delete(part, false);
        }
    }

    private static void transfer(InputStream in, OutputStream out, Progress progress) throws IOException {
        byte[] block = new byte[BLOCK_BYTES];
        long done = 0;
        for (int read = in.read(block); read >= 0; read = in.read(block)) {
            out.write(block, 0, read);
            done += read;
            progress.stepTo(done);
        }
    }
}
