package freshet.lab.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * Tells the script {@code freshet} that Maven has just built all that it would build: else it would
 * build the same again in the midst of the tests. On close the script's mark is as it was.
 */
final class LauncherBuild implements AutoCloseable {
    private final Path mark;
    private final Optional<FileTime> before;

    LauncherBuild(Path root) throws IOException {
        mark = root.resolve("lab/target/freshet.built");
        before = Files.exists(mark) ? Optional.of(Files.getLastModifiedTime(mark)) : Optional.empty();
        if (before.isEmpty()) {
            Files.createFile(mark);
        }
        Files.setLastModifiedTime(mark, FileTime.fromMillis(System.currentTimeMillis()));
    }

    @Override
    public void close() throws IOException {
        if (before.isPresent()) {
            Files.setLastModifiedTime(mark, before.get());
        } else {
            Files.delete(mark);
        }
    }
}
