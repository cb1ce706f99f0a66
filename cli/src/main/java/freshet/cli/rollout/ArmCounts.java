package freshet.cli.rollout;

import java.util.BitSet;

/** What one of two models reached on the same events. For one thread. */
final class ArmCounts {
    private final BitSet items = new BitSet(); // by number, recommended at least once
    private long answers;
    private long fallbacks;
    private long predictions;
    private double hits;
    private double reciprocalRanks;

    /** An answer that the other model answered, too. */
    void answer(ArmAnswer answer) {
        answers++;
        fallbacks += answer.fallback() ? 1 : 0;
        for (int item : answer.items()) {
            items.set(item);
        }
    }

    /** Predictions of a session that were judged. */
    void judged(int count, double sessionHits, double sessionReciprocalRanks) {
        predictions += count;
        hits += sessionHits;
        reciprocalRanks += sessionReciprocalRanks;
    }

    long answers() {
        return answers;
    }

    long predictions() {
        return predictions;
    }

    /** Share of POPULAR and NONE among the answers; 0 without any. */
    double fallbackShare() {
        return answers == 0 ? 0 : (double) fallbacks / answers;
    }

    /** Distinct items recommended. */
    int distinctItems() {
        return items.cardinality();
    }

    /** NaN without a prediction. */
    double recall() {
        return predictions == 0 ? Double.NaN : hits / predictions;
    }

    /** NaN without a prediction. */
    double mrr() {
        return predictions == 0 ? Double.NaN : reciprocalRanks / predictions;
    }
}
