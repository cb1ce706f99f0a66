package freshet.job.prepare;

import freshet.model.session.SessionRules;
import java.nio.file.Path;
import java.util.List;

/**
 * What the job is to do.
 *
 * @param files the log, in its order; each is read by one task
 * @param words how it is read, see {@link LogReaders}
 * @param rules what a session is
 * @param output folder of the runs and of what was read; it exists, and every task reaches it
 */
public record PrepareSettings(List<Path> files, List<String> words, SessionRules rules, Path output) {
    public PrepareSettings {
        files = List.copyOf(files);
        words = List.copyOf(words);
    }
}
