package freshet.model.kind.baseline;

import freshet.model.BatchRecommender;
import freshet.model.ExcludedItems;
import freshet.model.NextItemModel;
import freshet.model.RankedItems;
import freshet.model.ScoreRows;
import freshet.model.SessionBatch;
import freshet.model.Vocabulary;
import freshet.model.scoring.BestItems;
import java.util.Arrays;

/**
 * First-order Markov chain: the next item depends on the last one alone, with the probability that
 * the training data shows, p(j | i) = count(i → j) / count(i → ·). Items that never followed are
 * not ranked: their score is −∞, and they are a miss under every tie rule. Immutable; threads share
 * it.
 */
public final class MarkovModel implements NextItemModel {
    private final Vocabulary vocabulary;
    private final long[] offsets; // (items + 1): row i's successors are next[offsets[i] .. offsets[i+1])
    private final int[] next; // (pairs), per row the most frequent first
    private final long[] counts; // (pairs)

    /**
     * @param offsets (items + 1), from 0, never falling, at most pairs
     * @param next successor rows (pairs), per row the most frequent first, equal counts in order of
     *     the rows
     * @param counts how often each followed (pairs), at least 1
     */
    public MarkovModel(Vocabulary vocabulary, long[] offsets, int[] next, long[] counts) {
        this.vocabulary = vocabulary;
        this.offsets = offsets;
        this.next = next;
        this.counts = counts;
    }

    @Override
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    @Override
    public int stateWidth() {
        return 0;
    }

    @Override
    public BatchRecommender newRecommender(int maxBatch, int k) {
        float[] scores = new float[vocabulary.size()];
        Arrays.fill(scores, Float.NEGATIVE_INFINITY);
        BestItems best = new BestItems(k);
        int[] bestRows = new int[k];
        float[] bestScores = new float[k];
        return new BatchRecommender() {
            @Override
            public void recommend(SessionBatch batch, RankedItems out) {
                for (int session = 0; session < batch.size(); session++) {
                    if (batch.excluded().boosts().isEmpty()) {
                        rank(last(batch, session), session, batch.excluded(), out);
                    } else {
                        rankBoosted(last(batch, session), session, batch.excluded(), out);
                    }
                }
            }

            /** The counts are not in the order of what they are multiplied to. */
            private void rankBoosted(int last, int session, ExcludedItems excluded, RankedItems out) {
                double total = 0;
                for (int i = (int) offsets[last]; i < offsets[last + 1]; i++) {
                    if (!excluded.contains(session, next[i])) {
                        float weight = counts[i] * excluded.boosts().factor(next[i]);
                        total += weight;
                        best.offer(weight, next[i]);
                    }
                }
                int count = best.drain(bestRows, bestScores);
                out.clear(session);
                for (int rank = 0; rank < count; rank++) {
                    out.add(session, bestRows[rank], (float) (bestScores[rank] / total));
                }
            }

            @Override
            public void score(SessionBatch batch, ScoreRows out) {
                for (int session = 0; session < batch.size(); session++) {
                    int last = last(batch, session);
                    for (int i = (int) offsets[last]; i < offsets[last + 1]; i++) {
                        scores[next[i]] = counts[i];
                    }
                    out.row(session, scores);
                    for (int i = (int) offsets[last]; i < offsets[last + 1]; i++) {
                        scores[next[i]] = Float.NEGATIVE_INFINITY;
                    }
                }
            }

            @Override
            public void close() {}
        };
    }

    private static int last(SessionBatch batch, int session) {
        return batch.item(session, batch.length(session) - 1);
    }

    private void rank(int last, int session, ExcludedItems excluded, RankedItems out) {
        int first = (int) offsets[last];
        int end = (int) offsets[last + 1];
        double total = 0;
        for (int i = first; i < end; i++) {
            total += excluded.contains(session, next[i]) ? 0 : counts[i];
        }
        out.clear(session);
        for (int i = first; i < end && out.count(session) < out.k(); i++) {
            if (!excluded.contains(session, next[i])) {
                out.add(session, next[i], (float) (counts[i] / total));
            }
        }
    }

    @Override
    public void close() {}
}
