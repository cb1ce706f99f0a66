package freshet.model.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Writes a file so that a reader sees the old one or the whole new one, after a crash of
 * the machine too: first as a hidden {@code .part} beside the target, which then takes the target's
 * name in one step. A process that Ctrl-C or SIGTERM ends deletes its parts. One that is killed
 * leaves at most such a part, which nobody reads;
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
     * @throws FileSystemException of the target, if it cannot be written; the target is then as it
     *     was, and nothing is left beside it
     */
    public static void write(Path file, Content content) throws FileSystemException {
        writeAll(Map.of(file, content));
    }

    /**
     * Writes several files: all contents are whole before the first target gets its own.
     *
     * @param files contents by targets, each in a folder that exists; replaced if it exists
     * @throws FileSystemException of the target that cannot be written; if its content cannot, all
     *     targets are as they were; nothing is left beside them
     */
    public static void writeAll(Map<Path, Content> files) throws FileSystemException {
        List<Part> parts = new ArrayList<>();
        try {
            for (Map.Entry<Path, Content> file : files.entrySet()) {
                named(file.getKey(), () -> {
                    deleteLeftParts(file.getKey());
                    Part part = Part.create(file.getKey());
                    parts.add(part);
                    file.getValue().writeTo(part.channel());
                    part.channel().force(true);
                });
            }
            for (Part part : parts) {
                named(part.target(), () -> {
                    Files.move(part.path(), part.target(), StandardCopyOption.ATOMIC_MOVE);
                    forceFolder(part.target());
                });
            }
        } finally {
            for (Part part : parts) {
                named(part.target(), part::delete);
            }
        }
    }

    /**
     * Makes sure that a file can be written, as far as that is known before it is.
     *
     * @throws FileSystemException of the target, if its folder takes no file
     */
    public static void requireWritable(Path file) throws FileSystemException {
        named(file, () -> Part.create(file).delete());
    }

    /** A hidden file beside its target, locked as long as it is open. */
    private record Part(Path target, Path path, FileChannel channel) {

        static Part create(Path target) throws IOException {
            Path path = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + SUFFIX);
            FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            path.toFile().deleteOnExit(); // where Ctrl-C ends the process
            hold(channel);
            return new Part(target, path, channel);
        }

        void delete() throws IOException {
            Files.deleteIfExists(path);
            channel.close();
        }
    }

    private interface Step {
        void run() throws IOException;
    }

    /** A user knows the target, not the part. */
    private static void named(Path target, Step step) throws FileSystemException {
        try {
            step.run();
        } catch (IOException e) {
            FileSystemException fault = new FileSystemException(target.toString(), null, IoReason.of(e));
            fault.initCause(e);
            throw fault;
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
