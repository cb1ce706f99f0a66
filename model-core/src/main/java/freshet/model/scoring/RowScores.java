package freshet.model.scoring;

/**
 * Scores of single items, to the bit those of the kernel that scores all: each is the same chain of
 * fused multiply-adds, the bias first. Four chains at a time, since each has to wait for its last
 * step. Immutable; threads share it.
 */
public final class RowScores {
    private static final int CHAINS = 4;

    private final ItemHead head;

    /** @param head scores the items */
    public RowScores(ItemHead head) {
        this.head = head;
    }

    /** Floats of a query. */
    int width() {
        return head.width();
    }

    /**
     * Scores some items for one query.
     *
     * @param queries one query (width) from {@code from} on
     * @param rows items, {@code count} of them
     * @param out receives their scores
     */
    public void score(float[] queries, int from, int[] rows, int count, float[] out) {
        int at = 0;
        for (; at + CHAINS <= count; at += CHAINS) {
            scoreFour(queries, from, rows, at, out);
        }
        for (; at < count; at++) {
            out[at] = score(queries, from, rows[at]);
        }
    }

    private void scoreFour(float[] queries, int from, int[] rows, int at, float[] out) {
        int width = head.width();
        float[] embedding = head.embedding();
        int row0 = rows[at] * width;
        int row1 = rows[at + 1] * width;
        int row2 = rows[at + 2] * width;
        int row3 = rows[at + 3] * width;
        float score0 = head.bias()[rows[at]];
        float score1 = head.bias()[rows[at + 1]];
        float score2 = head.bias()[rows[at + 2]];
        float score3 = head.bias()[rows[at + 3]];
        for (int k = 0; k < width; k++) {
            float query = queries[from + k];
            score0 = Math.fma(query, embedding[row0 + k], score0);
            score1 = Math.fma(query, embedding[row1 + k], score1);
            score2 = Math.fma(query, embedding[row2 + k], score2);
            score3 = Math.fma(query, embedding[row3 + k], score3);
        }
        out[at] = score0;
        out[at + 1] = score1;
        out[at + 2] = score2;
        out[at + 3] = score3;
    }

    private float score(float[] queries, int from, int row) {
        float score = head.bias()[row];
        for (int k = 0; k < head.width(); k++) {
            score = Math.fma(queries[from + k], head.embedding()[row * head.width() + k], score);
        }
        return score;
    }
}
