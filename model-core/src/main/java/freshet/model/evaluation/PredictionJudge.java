package freshet.model.evaluation;

import freshet.model.scoring.TopItems;

/**
 * Reads two things off the scores of all items: the list that is served, and the rank of the item
 * that came next. Equal scores are in vocabulary order in the list and rank by the
 * {@link TieRule}. For one thread.
 */
final class PredictionJudge {
    /** A row that no item has. */
    static final int NO_ITEM = -1;

    private final EvaluationSettings settings;
    private final TopItems top;
    private final int[] rows; // (k)
    private final float[] best; // (k)
    private final float[] shares; // (items): scores by popularity
    private final float[] others; // (items): scores without the current item
    private int count;

    /** @param shares each item's share of all events (items): the answer where nothing is left */
    PredictionJudge(EvaluationSettings settings, float[] shares) {
        int k = settings.longestList(shares.length);
        this.settings = settings;
        this.top = new TopItems(k);
        this.rows = new int[k];
        this.best = new float[k];
        this.shares = shares;
        this.others = new float[settings.excludeCurrent() ? shares.length : 0];
    }

    /**
     * Judges one prediction.
     *
     * @param all scores of all items (items), −∞ where the model ranks none
     * @param current the session's last item, or {@link #NO_ITEM}
     * @param next the item that came next, or {@link #NO_ITEM}
     * @return its rank, 0 the best, or {@link RankCounter#MISS} where it is not ranked or beyond
     *     the largest K under every rule
     */
    double judge(float[] all, int current, int next) {
        float[] scores = allowed(all, current);
        count = top.best(scores, rows, best);
        if (count == 0) {
            scores = allowed(shares, current);
            count = top.best(scores, rows, best);
        }
        boolean within = next != NO_ITEM
                && scores[next] > Float.NEGATIVE_INFINITY
                && (count < rows.length || scores[next] >= best[count - 1]);
        return within ? rank(scores, next) : RankCounter.MISS;
    }

    /** Items in the list. */
    int count() {
        return count;
    }

    /** The item at a rank of the list, 0 the best. */
    int row(int rank) {
        return rows[rank];
    }

    private float[] allowed(float[] all, int current) {
        if (!settings.excludeCurrent()) {
            return all;
        }
        System.arraycopy(all, 0, others, 0, all.length);
        if (current != NO_ITEM) {
            others[current] = Float.NEGATIVE_INFINITY;
        }
        return others;
    }

    /**
     * Counts in the list, which holds all that is greater or equal, unless it was cut off among
     * equal scores.
     */
    private double rank(float[] scores, int next) {
        float score = scores[next];
        if (count == rows.length && score == best[count - 1]) {
            return rankAmongAll(scores, next);
        }
        int greater = 0;
        int ties = -1; // not itself
        int tiesBefore = 0;
        for (int place = 0; place < count && best[place] >= score; place++) {
            if (best[place] > score) {
                greater++;
            } else {
                ties++;
                tiesBefore += rows[place] < next ? 1 : 0;
            }
        }
        return settings.ties().rank(greater, ties, tiesBefore);
    }

    private double rankAmongAll(float[] scores, int next) {
        int greater = 0;
        int ties = -1; // not itself
        int tiesBefore = 0;
        for (int row = 0; row < scores.length; row++) {
            if (scores[row] > scores[next]) {
                greater++;
            } else if (scores[row] == scores[next]) {
                ties++;
                tiesBefore += row < next ? 1 : 0;
            }
        }
        return settings.ties().rank(greater, ties, tiesBefore);
    }
}
