package freshet.cli.learn;

import freshet.cli.log.AvroFolder;
import freshet.model.data.LogException;
import freshet.model.session.SessionRules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a job has captured.
 *
 * @param folder the job's {@code capture.dir}
 * @param rules what a session is
 * @param words options that say how it is read, as a task of the sorting takes them
 */
record CapturedLog(Path folder, SessionRules rules, List<String> words) {
    CapturedLog {
        words = List.copyOf(words);
    }

    /**
     * The finished files that are there now, relative to the folder, in order of time.
     *
     * @throws LogException if there is none, or the folder cannot be read
     */
    List<String> files() {
        return AvroFolder.list(folder).places();
    }

    /** Whether files are still there; the job's retention deletes old ones. */
    boolean has(List<String> files) {
        return !files.isEmpty() && paths(files).stream().allMatch(Files::isRegularFile);
    }

    /** Where files are. */
    List<Path> paths(List<String> files) {
        return files.stream().map(folder::resolve).toList();
    }
}
