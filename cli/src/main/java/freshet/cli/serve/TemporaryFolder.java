package freshet.cli.serve;

import freshet.cli.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Where a local Flink puts its temporary files, so that none outlives it. */
final class TemporaryFolder implements AutoCloseable {
    private static final String NEVER_REMOVED = "flink-web-upload"; // by Flink, and always empty
    private static final long PATIENCE_SECONDS = 10;
    private static final long LOOK_MILLIS = 50;

    private final Path folder;

    /** @throws CommandException if the folder cannot be created */
    TemporaryFolder() {
        try {
            folder = Files.createTempDirectory("freshet-flink");
        } catch (IOException e) {
            throw new CommandException(
                    "no folder for temporary files: " + e + "; check " + System.getProperty("java.io.tmpdir"), e);
        }
    }

    Path path() {
        return folder;
    }

    /**
     * Waits until Flink, which goes down on threads of its own, has removed its files; then removes
     * the folder.
     */
    @Override
    public void close() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        try {
            while (inUse() && System.nanoTime() < deadline) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
            FolderTree.remove(folder);
        } catch (IOException e) {
            throw new CommandException("the folder " + folder + " cannot be removed: " + e + "; remove it by hand", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the caller is to end as well
        }
    }

    private boolean inUse() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> !file.endsWith(NEVER_REMOVED));
        }
    }
}
