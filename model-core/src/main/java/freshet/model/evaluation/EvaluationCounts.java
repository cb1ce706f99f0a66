package freshet.model.evaluation;

/** What an evaluation counts while it runs. For one thread. */
final class EvaluationCounts {
    private final RankingMetrics metrics;
    private long sessions;
    private long accepted;
    private long unknown;
    private long repeated;

    EvaluationCounts(int k) {
        metrics = new RankingMetrics(k);
    }

    RankingMetrics metrics() {
        return metrics;
    }

    void accepted(boolean continuesSession, boolean known) {
        accepted++;
        sessions += continuesSession ? 0 : 1;
        unknown += known ? 0 : 1;
    }

    void repeated() {
        repeated++;
    }

    Evaluation result() {
        return new Evaluation(metrics, sessions, accepted, repeated, unknown);
    }
}
