package freshet.cli.log;

import freshet.model.data.LogFormat;
import freshet.model.data.LogSummary;
import freshet.model.data.LoggedEvent;
import freshet.model.data.Session;
import freshet.model.data.Sessions;
import freshet.model.session.SessionRules;
import freshet.model.session.Visits;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The sessions of a log.
 *
 * @param file the log
 * @param summary what was read of it
 * @param types which events were taken
 * @param sessions by the time of their start
 */
public record SessionLog(Path file, LogSummary summary, EventTypes types, List<Session> sessions) {

    /**
     * Reads a log into sessions.
     *
     * @param types which events are taken
     * @param out takes a line for all that is guessed of the log
     * @throws freshet.model.data.LogException if it cannot be used
     */
    public static SessionLog read(Path file, LogFormat format, EventTypes types, SessionRules rules, PrintWriter out) {
        return read(file, types, rules, events -> LogInput.read(file, format, events, out));
    }

    /**
     * Reads a log that is no file into sessions.
     *
     * @param name what messages call it
     * @param log hands on its events and says what it held
     */
    public static SessionLog read(
            Path name, EventTypes types, SessionRules rules, Function<Consumer<LoggedEvent>, LogSummary> log) {
        Sessions.Builder sessions = new Sessions.Builder(rules);
        Consumer<LoggedEvent> taken = logged -> {
            if (types.take(logged)) {
                sessions.accept(logged);
            }
        };
        LogSummary summary = log.apply(taken);
        return new SessionLog(name, summary, types, sessions.build());
    }

    /** Events left out because their session had them already. */
    public long duplicates() {
        return types.taken(summary)
                - sessions.stream()
                        .mapToLong(session -> session.events().size())
                        .sum();
    }

    /**
     * Events that share their time with another one of their session: the order of the log decides
     * which comes first.
     */
    public long equalTimes() {
        return sessions.stream()
                .mapToLong(session -> Visits.equalTimes(session.events()))
                .sum();
    }

    /** What {@link #equalTimes} counts, on one line; empty where there are none. */
    public Optional<String> equalTimesInWords() {
        return equalTimesInWords(equalTimes(), types.taken(summary) - duplicates());
    }

    /**
     * The same of a log that was read otherwise.
     *
     * @param equal how many events share their time
     * @param events of how many
     */
    public static Optional<String> equalTimesInWords(long equal, long events) {
        return equal == 0
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%,d of %,d events share their time with another one of their session; the order of the log"
                                + " decides which comes first",
                        equal,
                        events));
    }

    /** What there is to tell of its ids, a sentence each, see {@link SuspectIds}. */
    public List<String> suspectIds() {
        return SuspectIds.warnings(each -> sessions.forEach(
                session -> session.events().forEach(event -> each.accept(session.key(), event.itemId()))));
    }

    /**
     * What was read and what was left out, on one line.
     *
     * @param end what ends a session, for example {@code a pause over 30min ends one}
     */
    public String words(String end) {
        return words(file, summary, sessions.size(), duplicates(), end);
    }

    /**
     * The same of a log that was read otherwise.
     *
     * @param sessions how many there are
     * @param duplicates events left out because their session had them already
     */
    public static String words(Path file, LogSummary summary, int sessions, long duplicates, String end) {
        String read = String.format(
                Locale.ROOT,
                "read %s: %,d events, %,d sessions (%s); left out: %,d duplicate events",
                file,
                summary.events(),
                sessions,
                end,
                duplicates);
        return summary.malformed() == 0 ? read : read + ", " + summary.faults();
    }
}
