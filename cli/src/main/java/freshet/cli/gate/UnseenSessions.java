package freshet.cli.gate;

import freshet.model.data.Session;
import freshet.trainer.SessionMoment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Sessions that begin after the newest event that a model has seen, so that none of their events is
 * known to it.
 *
 * @param since the newest event seen; empty where no model says
 * @param sessions that begin later: a view of the log
 */
record UnseenSessions(Optional<Instant> since, List<Session> sessions) {

    /**
     * Those of a log that none of two models has seen.
     *
     * @param log in order of their start
     */
    static UnseenSessions of(List<Session> log, Optional<Instant> one, Optional<Instant> other) {
        Optional<Instant> since =
                Stream.of(one, other).flatMap(Optional::stream).max(Instant::compareTo);
        int first = since.map(seen -> SessionMoment.firstAfter(log, seen)).orElse(0);
        return new UnseenSessions(since, log.subList(first, log.size()));
    }

    /** Pairs of an event and the next one of its session. */
    long predictions() {
        return events() - sessions.size();
    }

    /** Events of all of them. */
    long events() {
        return sessions.stream().mapToLong(session -> session.events().size()).sum();
    }

    /** For example {@code 120 sessions that begin after 2026-01-31T10:00:00Z}. */
    String words() {
        return sessions.size() + " sessions"
                + since.map(seen -> " that begin after " + seen).orElse("");
    }
}
