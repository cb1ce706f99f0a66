package freshet.cli.demo;

import freshet.cli.CommandException;
import freshet.cli.folder.FolderTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a demo keeps its files: the broker's data, the model store, the bundles, the checkpoints. */
final class DemoFolder implements AutoCloseable {
    private final Path folder;
    private final boolean temporary;

    /**
     * @param keep the user's folder, which stays; without it a temporary one, which goes
     * @throws CommandException if it cannot be created or holds something
     */
    DemoFolder(Optional<Path> keep) {
        temporary = keep.isEmpty();
        try {
            folder = keep.isEmpty()
                    ? Files.createTempDirectory("freshet-demo")
                    : Files.createDirectories(keep.get().toAbsolutePath());
            requireEmpty();
            Files.createDirectories(store());
        } catch (IOException e) {
            throw new CommandException(
                    "the demo's folder cannot be created: " + e + "; name another one with --keep", e);
        }
    }

    /** For the broker, which removes it at its end. */
    Path broker() {
        return folder.resolve("kafka");
    }

    /** Published bundles. */
    Path store() {
        return folder.resolve("store");
    }

    /** The job's checkpoints and savepoint. */
    Path checkpoints() {
        return folder.resolve("checkpoints");
    }

    /** The bundle of a model version. */
    Path bundle(long version) {
        return folder.resolve("model-" + version + ".safetensors");
    }

    /** Removes a temporary folder. */
    @Override
    public void close() throws IOException {
        if (temporary) {
            FolderTree.remove(folder);
        }
    }

    private void requireEmpty() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            if (files.findAny().isPresent()) {
                throw new CommandException("--keep " + folder + " is not empty; name a new folder");
            }
        }
    }
}
