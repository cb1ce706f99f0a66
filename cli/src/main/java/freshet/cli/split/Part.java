package freshet.cli.split;

import freshet.model.data.Session;
import freshet.trainer.SessionMoment;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * One part of a log and where it goes.
 *
 * @param name as in {@code --output-train}
 * @param file the target
 * @param sessions at least one, by the time of their start
 */
record Part(String name, Path file, List<Session> sessions) {

    /** The option that names the file. */
    static String option(String name) {
        return "--output-" + name;
    }

    /** What it holds, on one line. */
    String words() {
        return String.format(
                Locale.ROOT,
                "%s: %,d sessions, %,d events, from %s to %s: %s",
                name,
                sessions.size(),
                sessions.stream().mapToLong(each -> each.events().size()).sum(),
                Instant.ofEpochMilli(sessions.stream()
                        .mapToLong(SessionMoment.START::of)
                        .min()
                        .orElseThrow()),
                Instant.ofEpochMilli(
                        sessions.stream().mapToLong(SessionMoment.END::of).max().orElseThrow()),
                file);
    }
}
