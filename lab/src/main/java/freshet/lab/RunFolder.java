package freshet.lab;

import freshet.cli.CommandException;
import freshet.cli.serve.FolderTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Where a command that runs broker and job by itself keeps its files: the broker's data, bundles,
 * the model store, checkpoints.
 */
public final class RunFolder implements AutoCloseable {
    private final Path folder;
    private final boolean temporary;

    private RunFolder(Path folder, boolean temporary) {
        this.folder = folder;
        this.temporary = temporary;
    }

    /**
     * One that goes with all that is in it when this is closed.
     *
     * @param name its name begins so
     * @throws CommandException if it cannot be created
     */
    public static RunFolder temporary(String name) {
        try {
            return new RunFolder(Files.createTempDirectory(name), true);
        } catch (IOException e) {
            throw new CommandException(
                    "no temporary folder can be created: " + e + "; check " + System.getProperty("java.io.tmpdir"), e);
        }
    }

    /**
     * The user's, which stays.
     *
     * @throws CommandException if it cannot be created or holds something
     */
    public static RunFolder kept(Path folder) {
        Path absolute = folder.toAbsolutePath();
        try (Stream<Path> files = Files.list(Files.createDirectories(absolute))) {
            if (files.findAny().isPresent()) {
                throw new CommandException("the folder " + absolute + " is not empty; name a new one");
            }
            return new RunFolder(absolute, false);
        } catch (IOException e) {
            throw new CommandException("the folder " + absolute + " cannot be created: " + e + "; name another one", e);
        }
    }

    /** The folder itself. */
    public Path path() {
        return folder;
    }

    /** For the broker, which removes it at its end. */
    public Path broker() {
        return folder.resolve("kafka");
    }

    /** Published bundles. */
    public Path store() {
        return folder.resolve("store");
    }

    /** The job's checkpoints and savepoint. */
    public Path checkpoints() {
        return folder.resolve("checkpoints");
    }

    /** What the job captures. */
    public Path captured() {
        return folder.resolve("captured");
    }

    /** What a loop of learning keeps. */
    public Path learning() {
        return folder.resolve("learning");
    }

    /** A bundle as a trainer writes it. */
    public Path bundle(long number) {
        return folder.resolve("model-" + number + ".safetensors");
    }

    /** @throws CommandException if a temporary folder cannot be removed */
    @Override
    public void close() {
        if (temporary) {
            try {
                FolderTree.remove(folder);
            } catch (IOException e) {
                throw new CommandException(
                        "the folder " + folder + " cannot be removed: " + e + "; remove it by hand", e);
            }
        }
    }
}
