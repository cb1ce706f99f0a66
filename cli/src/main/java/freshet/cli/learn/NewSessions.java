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
 * @param sessions in order of their start; they may be in a file, each is asked for when it is
 *     looked at
 */
record NewSessions(List<Session> sessions) {
    private static final double MOST = 0.5; // of the new sessions; the rest is what there is to learn

    /** Pairs of an event and the next one of its session. */
    long predictions() {
        return predictions(sessions);
    }

    private static long predictions(List<Session> some) {
        return some.stream().mapToLong(NewSessions::predictions).sum();
    }

    private static long predictions(Session session) {
        return session.events().size() - 1;
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
        long predictions = predictions(sessions.subList(first, sessions.size()));
        while (first > (1 - MOST) * sessions.size() && predictions < leastPredictions) {
            first--;
            predictions += predictions(sessions.get(first));
        }
        long moment = start(first);
        while (first > 0 && start(first - 1) == moment) { // those that begin at once stay together
            first--;
            predictions += predictions(sessions.get(first));
        }
        return predictions < leastPredictions || first == 0
                ? Optional.empty()
                : Optional.of(Instant.ofEpochMilli(moment));
    }

    private long start(int session) {
        return SessionMoment.START.of(sessions.get(session));
    }
}
