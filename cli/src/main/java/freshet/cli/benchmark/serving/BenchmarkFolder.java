package freshet.cli.benchmark.serving;

import freshet.cli.CommandException;
import freshet.cli.folder.FolderTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a benchmark keeps broker, models and checkpoints; removed with all that is in it. */
final class BenchmarkFolder implements AutoCloseable {
    private final Path folder;

    /** @throws CommandException if it cannot be created */
    BenchmarkFolder() {
        try {
            folder = Files.createTempDirectory("freshet-benchmark");
        } catch (IOException e) {
            throw new CommandException(
                    "no folder for the benchmark: " + e + "; check " + System.getProperty("java.io.tmpdir"), e);
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

    /** The job's checkpoints. */
    Path checkpoints() {
        return folder.resolve("checkpoints");
    }

    /** A bundle as a trainer would write it. */
    Path bundle(int number) {
        return folder.resolve("model-" + number + ".safetensors");
    }

    @Override
    public void close() {
        try {
            FolderTree.remove(folder);
        } catch (IOException e) {
            throw new CommandException("the folder " + folder + " cannot be removed: " + e + "; remove it by hand", e);
        }
    }
}
