package freshet.model.scoring.exact;

import freshet.model.ExcludedItems;
import freshet.model.RankedItems;
import freshet.model.ScoreRows;
import freshet.model.scoring.AvailableBias;
import freshet.model.scoring.ItemHead;
import freshet.model.scoring.ItemScorer;
import freshet.model.scoring.ScoreRanker;
import freshet.model.scoring.ScoringKernel;

/**
 * Scores from the head's own rows, query after query, and packs nothing: some ten times slower than
 * {@link VectorKernel}, for a few sessions of a large catalogue. Each score is one chain of fused
 * multiply-adds, the bias first, thus to the bit that of VectorKernel. Threads share it.
 */
public final class RowKernel implements ScoringKernel {
    private static final int CHAINS = 4; // side by side, since each has to wait for its last step

    private final ItemHead head;

    public RowKernel(ItemHead head) {
        this.head = head;
    }

    @Override
    public ItemScorer newScorer(int maxBatch, int k) {
        return new RowScorer(k);
    }

    @Override
    public void close() {
        // it holds nothing of its own
    }

    private final class RowScorer implements ItemScorer {
        private final float[] row = new float[head.items()];
        private final AvailableBias bias = new AvailableBias(head.bias());
        private final ScoreRanker ranker;

        RowScorer(int k) {
            ranker = new ScoreRanker(Math.min(k, head.items()));
        }

        @Override
        public void top(float[] queries, int count, ExcludedItems excluded, RankedItems out) {
            float[] biases = bias.under(excluded.withheld(), excluded.boosts());
            for (int query = 0; query < count; query++) {
                score(queries, query * head.width(), biases);
                for (int i = 0; i < excluded.count(query); i++) {
                    row[excluded.row(query, i)] = Float.NEGATIVE_INFINITY;
                }
                ranker.rank(row, query, out);
            }
        }

        @Override
        public void scores(float[] queries, int count, ScoreRows out) {
            for (int query = 0; query < count; query++) {
                score(queries, query * head.width(), head.bias());
                out.row(query, row);
            }
        }

        private void score(float[] queries, int query, float[] biases) {
            int item = 0;
            for (; item + CHAINS <= row.length; item += CHAINS) {
                scoreFour(queries, query, biases, item);
            }
            for (; item < row.length; item++) {
                row[item] = score(queries, query, biases[item], item);
            }
        }

        private void scoreFour(float[] queries, int query, float[] biases, int item) {
            int width = head.width();
            float[] embedding = head.embedding();
            int at = item * width;
            float score0 = biases[item];
            float score1 = biases[item + 1];
            float score2 = biases[item + 2];
            float score3 = biases[item + 3];
            for (int k = 0; k < width; k++) {
                float value = queries[query + k];
                score0 = Math.fma(value, embedding[at + k], score0);
                score1 = Math.fma(value, embedding[at + width + k], score1);
                score2 = Math.fma(value, embedding[at + 2 * width + k], score2);
                score3 = Math.fma(value, embedding[at + 3 * width + k], score3);
            }
            row[item] = score0;
            row[item + 1] = score1;
            row[item + 2] = score2;
            row[item + 3] = score3;
        }

        private float score(float[] queries, int query, float bias, int item) {
            float score = bias;
            for (int k = 0; k < head.width(); k++) {
                score = Math.fma(queries[query + k], head.embedding()[item * head.width() + k], score);
            }
            return score;
        }

        @Override
        public void close() {
            // the heap's memory needs no freeing
        }
    }
}
