package freshet.cli.gate;

import freshet.model.data.LoggedEvent;
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
 * @param sessions that begin later
 */
record UnseenSessions(Optional<Instant> since, List<Session> sessions) {

    /** Those of a log that none of two models has seen. */
    static UnseenSessions of(List<Session> log, Optional<Instant> one, Optional<Instant> other) {
        Optional<Instant> since =
                Stream.of(one, other).flatMap(Optional::stream).max(Instant::compareTo);
        List<Session> unseen = log.stream()
                .filter(session ->
                        since.stream().allMatch(seen -> SessionMoment.START.of(session) > seen.toEpochMilli()))
                .toList();
        return new UnseenSessions(since, unseen);
    }

    /** Pairs of an event and the next one of its session. */
    long predictions() {
        return sessions.stream()
                .mapToLong(session -> session.events().size() - 1)
                .sum();
    }

    List<LoggedEvent> events() {
        return sessions.stream()
                .flatMap(session -> session.events().stream().map(event -> new LoggedEvent(session.key(), event)))
                .toList();
    }

    /** For example {@code 120 sessions that begin after 2026-01-31T10:00:00Z}. */
    String words() {
        return sessions.size() + " sessions"
                + since.map(seen -> " that begin after " + seen).orElse("");
    }
}
