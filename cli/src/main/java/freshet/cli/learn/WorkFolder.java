package freshet.cli.learn;

import freshet.cli.CommandException;
import freshet.model.bundle.BundleFile;
import freshet.model.file.IoReason;
import freshet.model.file.WholeFolder;
import freshet.trainer.bundle.SnapshotFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The folder that a loop keeps its files in: the journal, the champion's copy, the training set of
 * the run, the candidate and what a killed training left of it, the newest bundles. One process at
 * a time holds it.
 */
final class WorkFolder implements AutoCloseable {
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HHmmss.SSS'Z.safetensors'", Locale.ROOT);

    private final Path folder;
    private final FileChannel lock;

    private WorkFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Takes the folder, which is created where it is not there.
     *
     * @throws CommandException if another process holds it, or it cannot be used
     */
    static WorkFolder open(Path folder) {
        try {
            Files.createDirectories(folder.resolve("bundles"));
            FileChannel lock =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.WRITE, StandardOpenOption.CREATE);
            if (!locked(lock)) {
                lock.close();
                throw new CommandException(
                        "--work " + folder + " is in use by another process; wait for its end or name another folder");
            }
            return new WorkFolder(folder, lock);
        } catch (IOException e) {
            throw new CommandException("--work " + folder + " cannot be used: " + IoReason.of(e), e);
        }
    }

    private static boolean locked(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** The journal. */
    RunJournal journal() {
        return new RunJournal(folder.resolve("journal.json"));
    }

    /** Where the champion's bundle is copied to. */
    Path champion() {
        return folder.resolve("champion.safetensors");
    }

    /** Where the training set of a run is, see {@link RunSet}. */
    Path set() {
        return folder.resolve("set");
    }

    /** Deletes the training set, which can be prepared again. */
    void deleteSet() {
        try {
            WholeFolder.delete(set());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the candidate is written to. */
    Path candidate() {
        return folder.resolve("candidate.safetensors");
    }

    /** Whether the candidate is there as it was trained. */
    boolean holds(String sha256) {
        return Files.isRegularFile(candidate())
                && BundleFile.sha256(candidate()).equals(sha256);
    }

    /** What a killed training left of the candidate. */
    SnapshotFile snapshot() {
        return SnapshotFile.beside(candidate());
    }

    /** Keeps the candidate of a run among the bundles, and of these the newest ones. */
    void keep(Instant started, int newest) {
        Path bundles = folder.resolve("bundles");
        try {
            if (newest > 0) {
                Path kept = bundles.resolve(NAME.format(started.atOffset(ZoneOffset.UTC)));
                Files.copy(candidate(), kept, StandardCopyOption.REPLACE_EXISTING);
            }
            List<Path> all;
            try (Stream<Path> files = Files.list(bundles)) {
                all = files.sorted().toList();
            }
            for (Path old : all.subList(0, Math.max(0, all.size() - newest))) {
                Files.delete(old);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
