package freshet.cli.serve;

import freshet.cli.CommandException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** The folder in which a local job leaves its checkpoints and, when it is stopped, a savepoint. */
final class CheckpointFolder {
    private static final String COMPLETE = "_metadata"; // written last
    private static final int DEPTH = 3; // job / chk-n / _metadata

    private final Path folder;

    /**
     * Creates the folder if it is missing.
     *
     * @throws CommandException if it cannot be created
     */
    CheckpointFolder(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(this.folder);
        } catch (IOException e) {
            throw new CommandException("the folder for checkpoints " + folder + " cannot be created: " + e, e);
        }
    }

    /** As Flink wants it. */
    String uri() {
        return folder.toUri().toString();
    }

    /** The newest complete checkpoint or savepoint of any job that used this folder. */
    Optional<Path> newest() {
        try (Stream<Path> files = Files.find(folder, DEPTH, (file, a) -> file.endsWith(COMPLETE))) {
            return files.max(Comparator.comparing(CheckpointFolder::written)).map(Path::getParent);
        } catch (IOException e) {
            throw new CommandException("the folder for checkpoints " + folder + " cannot be read: " + e, e);
        }
    }

    private static long written(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
