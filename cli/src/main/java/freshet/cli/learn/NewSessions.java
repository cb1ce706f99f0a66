package freshet.cli.learn;

import freshet.model.data.Session;
import freshet.trainer.SessionMoment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The sessions that the champion has not seen: the earlier ones are learned, the last ones are for
 * the gate.
 *
 * @param sessions in order of their start
 */
record NewSessions(List<Session> sessions) {
    private static final double MOST = 0.5; // of the new sessions; the rest is what there is to learn

    /** Those that begin later than what the champion has seen; all where it does not say. */
    static NewSessions of(List<Session> log, Optional<Instant> seen) {
        return new NewSessions(log.stream()
                .filter(session ->
                        seen.stream().allMatch(time -> SessionMoment.START.of(session) > time.toEpochMilli()))
                .toList());
    }

    /** Pairs of an event and the next one of its session. */
    long predictions() {
        return predictions(sessions);
    }

    private static long predictions(List<Session> some) {
        return some.stream().mapToLong(session -> session.events().size() - 1).sum();
    }

    /**
     * When the last sessions begin: a share of them, and as many more as it takes for the least
     * number of predictions; empty where half of them has too few.
     *
     * @param share in (0, 1)
     */
    Optional<Instant> cut(double share, long leastPredictions) {
        if (sessions.isEmpty()) {
            return Optional.empty();
        }
        int first = sessions.size() - (int) Math.ceil(share * sessions.size());
        while (first > (1 - MOST) * sessions.size()
                && predictions(sessions.subList(first, sessions.size())) < leastPredictions) {
            first--;
        }
        long moment = SessionMoment.START.of(sessions.get(first));
        List<Session> later = sessions.stream()
                .filter(session -> SessionMoment.START.of(session) >= moment)
                .toList();
        return predictions(later) < leastPredictions || later.size() == sessions.size()
                ? Optional.empty()
                : Optional.of(Instant.ofEpochMilli(moment));
    }
}
