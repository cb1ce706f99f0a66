package freshet.cli.serve;

import freshet.cli.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The folder in which a local job leaves its checkpoints and, when it is stopped, a savepoint. */
final class CheckpointFolder {
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
        return Snapshots.newest(List.of(folder), snapshot -> true);
    }
}
