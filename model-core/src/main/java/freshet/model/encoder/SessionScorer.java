package freshet.model.encoder;

import freshet.model.RankedItems;
import freshet.model.ScoreRows;
import freshet.model.SessionBatch;
import freshet.model.scoring.ItemHead;
import freshet.model.scoring.ItemScorer;

/** Scores and ranks all items for the sessions of a batch and their queries. For one thread. */
interface SessionScorer extends AutoCloseable {

    /** The scorer of a head, which may add something to the scores of a session's own items. */
    static SessionScorer of(ItemHead head, ItemScorer scorer, int maxBatch, int k) {
        return head.own().isEmpty() ? new Alike(scorer) : new OwnItemScorer(head, scorer, maxBatch, k);
    }

    /**
     * As {@link ItemScorer#top}.
     *
     * @param queries of the batch's sessions (sessions, width)
     */
    void top(float[] queries, SessionBatch batch, RankedItems out);

    /** As {@link ItemScorer#scores}. */
    void scores(float[] queries, SessionBatch batch, ScoreRows out);

    @Override
    void close();

    /**
     * Scores every item by the query alone.
     *
     * @param scorer is closed with it
     */
    record Alike(ItemScorer scorer) implements SessionScorer {
        @Override
        public void top(float[] queries, SessionBatch batch, RankedItems out) {
            scorer.top(queries, batch.size(), batch.excluded(), out);
        }

        @Override
        public void scores(float[] queries, SessionBatch batch, ScoreRows out) {
            scorer.scores(queries, batch.size(), out);
        }

        @Override
        public void close() {
            scorer.close();
        }
    }
}
