package freshet.cli.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder with all that is in it. */
public final class FolderTree {
    private FolderTree() {}

    /**
     * Removes it. What another thread removes meanwhile is no error.
     *
     * @throws IOException if something in it cannot be removed
     */
    public static void remove(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(folder)) {
            all = files.sorted(Comparator.reverseOrder()).toList(); // what is in a folder comes before it
        }
        for (Path file : all) {
            Files.deleteIfExists(file);
        }
    }
}
