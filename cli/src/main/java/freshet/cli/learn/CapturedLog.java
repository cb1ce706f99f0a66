package freshet.cli.learn;

import freshet.cli.log.AvroFolder;
import freshet.cli.log.AvroFormat;
import freshet.cli.log.EventTypes;
import freshet.model.data.LogException;
import freshet.model.data.LoggedEvent;
import freshet.model.data.Session;
import freshet.model.data.Sessions;
import freshet.model.session.SessionRules;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What a job has captured.
 *
 * @param folder the job's {@code capture.dir}
 * @param rules what a session is
 * @param types which events are taken
 */
record CapturedLog(Path folder, SessionRules rules, EventTypes types) {

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
        return !files.isEmpty() && files.stream().allMatch(file -> Files.isRegularFile(folder.resolve(file)));
    }

    /** Whether a failure says that a file was not there any more. */
    static boolean isGone(LogException failure) {
        return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(NoSuchFileException.class::isInstance);
    }

    /**
     * The sessions of files, in order of their start.
     *
     * @param out takes a line for all that is guessed of a file
     * @throws LogException if a file cannot be used
     */
    List<Session> sessions(List<String> files, PrintWriter out) {
        Sessions.Builder sessions = new Sessions.Builder(rules);
        Consumer<LoggedEvent> taken = event -> {
            if (types.take(event)) {
                sessions.accept(event);
            }
        };
        AvroFolder.of(folder, files).read(new AvroFormat(), taken, out);
        return sessions.build();
    }
}
