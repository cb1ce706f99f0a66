package freshet.model.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder that is there with all its files or not at all: it is filled as a hidden {@code .part}
 * beside its place and takes its name in one step. What a killed process leaves is such a part,
 * which the next one for the same place deletes; a part that is being filled is locked. For one
 * thread.
 */
public final class WholeFolder implements AutoCloseable {
    private static final String SUFFIX = ".part";
    private static final int TRIES = 1_000;
    private static final String LOCK = ".lock";
    private static final String UUID_PATTERN = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private final Path target;
    private final Path part;
    private final FileChannel lock;

    /**
     * Begins a folder.
     *
     * @param target where it is to be, in a folder that exists; nothing is there, or an empty
     *     folder
     * @throws FileAlreadyExistsException if something is there
     * @throws IOException if its place takes no folder
     */
    public WholeFolder(Path target) throws IOException {
        this.target = target.toAbsolutePath();
        requireFree();
        deleteLeftParts();
        this.part = this.target.resolveSibling("." + this.target.getFileName() + "." + UUID.randomUUID() + SUFFIX);
        Files.createDirectory(part);
        this.lock = FileChannel.open(part.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        hold(lock);
    }

    /** Where its files are to be written. */
    public Path part() {
        return part;
    }

    /**
     * Gives the folder its name. The files were forced to the disk by those who wrote them.
     *
     * @throws IOException if something else has taken its place meanwhile
     */
    public void finish() throws IOException {
        requireFree();
        Files.deleteIfExists(target);
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        Files.deleteIfExists(target.resolve(LOCK));
    }

    /** Deletes all of it unless it was finished. */
    @Override
    public void close() throws IOException {
        try (lock) {
            delete(part);
        }
    }

    /**
     * Deletes a folder with all that is in it, or nothing if it is not there. Others may delete in
     * it at the same time, or finish what they write.
     */
    public static void delete(Path folder) throws IOException {
        for (int left = TRIES; Files.exists(folder); left--) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            } catch (UncheckedIOException | NoSuchFileException | DirectoryNotEmptyException e) {
                if (left == 0) {
                    throw new IOException(folder + " changes while it is deleted", e);
                }
            }
        }
    }

    private void requireFree() throws IOException {
        if (Files.exists(target) && !isEmptyFolder(target)) {
            throw new FileAlreadyExistsException(target.toString());
        }
    }

    private static boolean isEmptyFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            return !files.iterator().hasNext();
        }
    }

    private void deleteLeftParts() throws IOException {
        Pattern name =
                Pattern.compile(Pattern.quote("." + target.getFileName() + ".") + UUID_PATTERN + Pattern.quote(SUFFIX));
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(
                target.getParent(),
                path -> name.matcher(path.getFileName().toString()).matches())) {
            for (Path left : parts) {
                if (isLeft(left)) {
                    delete(left);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static void hold(FileChannel channel) {
        try {
            channel.tryLock();
        } catch (IOException e) {
            // A file system without locks: there nobody gets one, so that nobody takes this part
            // for a left one.
            return;
        }
    }

    /** A lock ends with its process, however that ends: a part without one is nobody's any more. */
    private static boolean isLeft(Path left) {
        try (FileChannel channel = FileChannel.open(left.resolve(LOCK), StandardOpenOption.WRITE)) {
            return channel.tryLock() != null;
        } catch (IOException | OverlappingFileLockException e) {
            // Another user's, finished meanwhile, filled by this very process, or on a file system
            // without locks: not ours to delete.
            return false;
        }
    }
}
