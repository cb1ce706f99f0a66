package freshet.cli.serve;

import freshet.cli.CommandException;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a job can go on from: complete checkpoints and savepoints in folders of this machine. One is
 * complete when it has its file of metadata, which Flink writes last.
 */
public final class Snapshots {
    private static final String COMPLETE = "_metadata";
    private static final int DEPTH = 3; // job / chk-n / _metadata

    private Snapshots() {}

    /** Whether a folder is a complete checkpoint or savepoint. */
    public static boolean complete(Path snapshot) {
        return Files.isRegularFile(snapshot.resolve(COMPLETE));
    }

    /**
     * The newest one. Jobs may run and remove old ones meanwhile.
     *
     * @param folders those of checkpoints or savepoints; one that is not there holds none
     * @param wanted which ones may be gone on from
     * @throws CommandException if a folder cannot be read
     */
    public static Optional<Path> newest(Iterable<Path> folders, Predicate<Path> wanted) {
        Newest newest = new Newest(wanted);
        for (Path folder : folders) {
            try {
                Files.walkFileTree(folder, Set.of(FileVisitOption.FOLLOW_LINKS), DEPTH, newest);
            } catch (IOException e) {
                throw new CommandException("the folder for checkpoints " + folder + " cannot be read: " + e, e);
            }
        }
        return newest.found;
    }

    private static final class Newest extends SimpleFileVisitor<Path> {
        private final Predicate<Path> wanted;
        private Optional<Path> found = Optional.empty();
        private FileTime written = FileTime.fromMillis(Long.MIN_VALUE);

        private Newest(Predicate<Path> wanted) {
            this.wanted = wanted;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.endsWith(COMPLETE)
                    && attributes.lastModifiedTime().compareTo(written) > 0
                    && wanted.test(file.getParent())) {
                found = Optional.of(file.getParent());
                written = attributes.lastModifiedTime();
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException || e instanceof FileSystemLoopException) {
                return FileVisitResult.CONTINUE; // a job has just removed it; a link leads back
            }
            throw e;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
            return e == null ? FileVisitResult.CONTINUE : visitFileFailed(folder, e);
        }
    }
}
