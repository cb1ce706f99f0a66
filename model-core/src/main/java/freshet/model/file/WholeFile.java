package freshet.model.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Writes a file so that a reader sees the old one or the whole new one, after a crash of
 * the machine too: first as a hidden {@code .part} beside the target, which then takes the target's
 * name in one step. A process that is killed leaves at most such a part, which nobody reads;
 * {@link #deleteLeftParts} and the next write of the same target delete it. A part that is being
 * written is locked by its process until it is whole, and stays. Threads may use it at the same
 * time.
 */
public final class WholeFile {
    private static final String SUFFIX = ".part";
    private static final String UUID_PATTERN = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    /** What a file is to hold. */
    @FunctionalInterface
    public interface Content {

        /**
         * Writes all of it.
         *
         * @throws IOException if the channel does not take it
         */
        void writeTo(WritableByteChannel channel) throws IOException;
    }

    private WholeFile() {}

    /**
     * Writes the file.
     *
     * @param file the target, in a folder that exists; replaced if it exists
     * @throws IOException if it cannot be written; the target is then as it was, and nothing is
     *     left beside it
     */
    public static void write(Path file, Content content) throws IOException {
        deleteLeftParts(file);
        Path part = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + SUFFIX);
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            hold(channel);
            content.writeTo(channel);
            channel.force(true);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            forceFolder(file);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /**
     * Deletes the parts that killed processes have left of this target, and nothing else: the
     * target itself, parts of other targets in the same folder and parts that some process is
     * writing now stay.
     *
     * @param file the target, in a folder that exists
     * @throws IOException if the folder cannot be read
     */
    public static void deleteLeftParts(Path file) throws IOException {
        Pattern name =
                Pattern.compile(Pattern.quote("." + file.getFileName() + ".") + UUID_PATTERN + Pattern.quote(SUFFIX));
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(
                folder(file),
                path -> name.matcher(path.getFileName().toString()).matches())) {
            parts.forEach(WholeFile::deleteUnlessHeld);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    /** A lock ends with its process, however that ends: a part without one is nobody's any more. */
    private static void deleteUnlessHeld(Path part) {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            if (channel.tryLock() != null) {
                Files.deleteIfExists(part);
            }
        } catch (IOException | OverlappingFileLockException e) {
            // Another user's, gone meanwhile, written by this very process, or on a file system
            // without locks: not ours to delete.
            return;
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

    /**
     * Makes the new name last; where a folder cannot be opened (not POSIX) that is the file
     * system's own affair.
     */
    private static void forceFolder(Path file) throws IOException {
        Path folder = folder(file);
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static Path folder(Path file) {
        return file.toAbsolutePath().getParent();
    }
}
