package freshet.cli.train;

import freshet.cli.CommandException;
import freshet.model.file.NotTextException;
import freshet.model.file.Utf8Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a file with a line {@code key=range} for each setting; blank lines and those that start
 * with # say nothing.
 */
final class SearchFile {
    private SearchFile() {}

    /**
     * @throws CommandException if it does not exist or a line is anything else or names a setting
     *     again
     */
    static Map<String, String> read(Path file) {
        Map<String, String> ranges = new LinkedHashMap<>();
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                int equals = line.indexOf('=');
                String key = line.substring(0, Math.max(0, equals)).strip();
                if (key.isEmpty() || ranges.put(key, line.substring(equals + 1).strip()) != null) {
                    throw new CommandException("--search-file " + file + ", line " + (i + 1) + " is \"" + line
                            + "\"; write KEY=RANGE, and each key once");
                }
            }
        }
        return ranges;
    }

    private static List<String> lines(Path file) {
        if (!Files.exists(file) || Files.isDirectory(file)) {
            throw new CommandException("--search-file " + file + " is no file; check the path");
        }
        try {
            return Utf8Text.lines(Utf8Text.read(file));
        } catch (NotTextException e) {
            throw new CommandException(
                    "--search-file " + file + " cannot be read: " + e.getMessage() + "; write lines of KEY=RANGE", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
