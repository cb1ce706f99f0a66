package freshet.cli.prepare;

import freshet.model.data.LogSummary;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The log that a set is made of, in files.
 *
 * @param name what messages call it
 * @param format what its format is called in a bundle's provenance
 * @param files in its order, as the tasks reach them
 * @param words how a task reads them, see {@link WordReaders}
 * @param summary what it held, where that is known before they are read
 */
record PrepareLog(Path name, String format, List<Path> files, List<String> words, Optional<LogSummary> summary) {
    PrepareLog {
        files = List.copyOf(files);
        words = List.copyOf(words);
    }
}
