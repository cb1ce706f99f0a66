package freshet.model.kind.vmisknn;

import freshet.model.BatchRecommender;
import freshet.model.ExcludedItems;
import freshet.model.RankedItems;
import freshet.model.ScoreRows;
import freshet.model.SessionBatch;
import freshet.model.kind.SparseRows;
import freshet.model.scoring.BestItems;
import java.util.Arrays;

/** Lets each session's neighbours vote, reads the scores off and clears them. For one thread. */
final class VmisKnnRecommender implements BatchRecommender {
    private static final int REACH = 9; // last events that a neighbour must share one of to have a vote

    private final SessionIndex index;
    private final Neighbours neighbours;
    private final double repeatOdds; // of the last item against all others
    private final float[] scores; // (items), −∞ between two sessions
    private final int[] voted; // the items with a score
    private int size;
    private final BestItems best;
    private final int[] bestRows; // (k)
    private final float[] bestScores; // (k)

    /** @param most neighbours that are found */
    VmisKnnRecommender(SessionIndex index, Neighbours neighbours, int most, float repeatShare, int k) {
        this.index = index;
        this.neighbours = neighbours;
        this.repeatOdds = repeatShare / (1.0 - repeatShare);
        this.scores = new float[index.weights().length];
        Arrays.fill(scores, Float.NEGATIVE_INFINITY);
        this.voted = new int[(int) Math.min(scores.length, (long) most * index.longest() + 1)];
        this.best = new BestItems(k);
        this.bestRows = new int[k];
        this.bestScores = new float[k];
    }

    @Override
    public void recommend(SessionBatch batch, RankedItems out) {
        for (int session = 0; session < batch.size(); session++) {
            vote(batch, session);
            double total = offer(batch.excluded(), session);
            int count = best.drain(bestRows, bestScores);
            out.clear(session);
            for (int rank = 0; rank < count; rank++) {
                out.add(session, bestRows[rank], (float) (bestScores[rank] / total));
            }
            forget();
        }
    }

    @Override
    public void score(SessionBatch batch, ScoreRows out) {
        for (int session = 0; session < batch.size(); session++) {
            vote(batch, session);
            out.row(session, scores);
            forget();
        }
    }

    private void vote(SessionBatch batch, int session) {
        int found = neighbours.find(batch, session);
        int length = batch.length(session);
        for (int rank = 0; rank < found; rank++) {
            int since = neighbours.sinceLastMatch(rank);
            if (since < REACH) {
                float decay = (REACH - since) / (REACH + 1f);
                add(neighbours.session(rank), decay * neighbours.similarity(rank) / length);
            }
        }
        repeat(batch.item(session, length - 1));
    }

    private void repeat(int last) {
        boolean counted = scores[last] > Float.NEGATIVE_INFINITY;
        double others = 0;
        for (int i = 0; i < size; i++) {
            others += voted[i] == last ? 0 : scores[voted[i]];
        }
        if (repeatOdds == 0) {
            scores[last] = Float.NEGATIVE_INFINITY;
        } else if (others > 0) { // otherwise its own votes are all there are
            scores[last] = (float) (repeatOdds * others);
            if (!counted) {
                voted[size++] = last;
            }
        }
    }

    private void add(int neighbour, float vote) {
        SparseRows items = index.itemsOf();
        for (int i = items.from(neighbour); i < items.to(neighbour); i++) {
            int item = items.indices()[i];
            float score = vote * index.weights()[item];
            if (scores[item] == Float.NEGATIVE_INFINITY) {
                scores[item] = score;
                voted[size++] = item;
            } else {
                scores[item] += score;
            }
        }
    }

    /** Gives the sum of all scores of what may be recommended. */
    private double offer(ExcludedItems excluded, int session) {
        for (int i = 0; i < excluded.count(session); i++) {
            scores[excluded.row(session, i)] = Float.NEGATIVE_INFINITY;
        }
        double total = 0;
        for (int i = 0; i < size; i++) {
            int item = voted[i];
            if (scores[item] > 0 && !excluded.withheld().contains(item)) {
                total += scores[item];
                best.offer(scores[item], item);
            }
        }
        return total;
    }

    private void forget() {
        for (int i = 0; i < size; i++) {
            scores[voted[i]] = Float.NEGATIVE_INFINITY;
        }
        size = 0;
    }

    @Override
    public void close() {}
}
