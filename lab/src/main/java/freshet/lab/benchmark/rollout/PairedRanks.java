package freshet.lab.benchmark.rollout;

import freshet.model.evaluation.RankCounter;
import java.util.List;
import java.util.Map;

/**
 * What two models did in the same sessions.
 *
 * @param sessions those with a prediction
 */
public record PairedRanks(List<Session> sessions) {

    /**
     * The ranks of a session's next items in the answers of both models, 0 the best or
     * {@link RankCounter#MISS}.
     *
     * @param first of one model (predictions)
     * @param second of the other (predictions)
     */
    record Session(int[] first, int[] second) {}

    public PairedRanks {
        sessions = List.copyOf(sessions);
    }

    /**
     * Pairs the ranks of both models by session.
     *
     * @param most predictions of a session that count: its first ones
     */
    static PairedRanks of(Map<String, List<Integer>> first, Map<String, List<Integer>> second, int most) {
        return new PairedRanks(first.entrySet().stream()
                .filter(session -> !session.getValue().isEmpty())
                .map(session -> new Session(array(session.getValue(), most), array(second.get(session.getKey()), most)))
                .toList());
    }

    private static int[] array(List<Integer> ranks, int most) {
        return ranks.stream().limit(most).mapToInt(Integer::intValue).toArray();
    }

    /** Predictions in all sessions. */
    long predictions() {
        return sessions.stream().mapToLong(session -> session.first().length).sum();
    }

    /** Share of the predictions that one model hits and the other misses. */
    double discordance() {
        long discordant = 0;
        for (Session session : sessions) {
            for (int i = 0; i < session.first().length; i++) {
                discordant +=
                        (session.first()[i] == RankCounter.MISS) != (session.second()[i] == RankCounter.MISS) ? 1 : 0;
            }
        }
        return (double) discordant / predictions();
    }

    /** Share of hits, of the first or the second model. */
    double recall(boolean second) {
        long hits = 0;
        for (Session session : sessions) {
            for (int rank : second ? session.second() : session.first()) {
                hits += rank == RankCounter.MISS ? 0 : 1;
            }
        }
        return (double) hits / predictions();
    }
}
