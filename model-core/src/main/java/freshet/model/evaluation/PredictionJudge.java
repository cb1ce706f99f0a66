package freshet.model.evaluation;

import freshet.model.scoring.TopItems;

/**
 * Reads two things off the scores of all items: the list that is served, and the rank of the item that came next. Equal scores stand
 * in vocabulary order in the list and rank by the {@link TieRule}. For one thread.
 */
final class PredictionJudge {
    /** A row that no item has. */
    static final int NO_ITEM = -1;

    private final EvaluationSettings settings;
    private final TopItems top;
    private final int[] rows; // (k)
    private final float[] best; // (k)
    private final float[] others; // (items): scores without the current item
    private int count;

    PredictionJudge(EvaluationSettings settings, int items) {
        int k = settings.largestCutoff();
        this.settings = settings;
        this.top = new TopItems(k);
        this.rows = new int[k];
        this.best = new float[k];
        this.others = new float[settings.excludeCurrent() ? items : 0];
    }

    /**
     * Judges one prediction.
     *
     * @param all scores of all items (items), −∞ where the model ranks none
     * @param current the session's last item, or {@link #NO_ITEM}
     * @param next the item that came next, or {@link #NO_ITEM}
     * @return its rank, 0 the best, or {@link RankCounter#MISS} where it is not ranked or beyond the largest K under every rule
     */
    double judge(float[] all, int current, int next) {
        float[] scores = settings.excludeCurrent() ? without(all, current) : all;
        count = top.best(scores, rows, best);
        while (count > 0 && best[count - 1] == Float.NEGATIVE_INFINITY) {
            count--;
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

    private float[] without(float[] all, int current) {
        System.arraycopy(all, 0, others, 0, all.length);
        if (current != NO_ITEM) {
            others[current] = Float.NEGATIVE_INFINITY;
        }
        return others;
    }

    private double rank(float[] scores, int next) {
        float score = scores[next];
        int greater = 0;
        int equalOrGreater = 0;
        for (float other : scores) {
            greater += other > score ? 1 : 0;
            equalOrGreater += other >= score ? 1 : 0;
        }
        int ties = equalOrGreater - greater - 1;
        return settings.ties().rank(greater, ties, ties == 0 ? 0 : tiesBefore(scores, next));
    }

    private static int tiesBefore(float[] scores, int next) {
        int before = 0;
        for (int row = 0; row < next; row++) {
            before += scores[row] == scores[next] ? 1 : 0;
        }
        return before;
    }
}
