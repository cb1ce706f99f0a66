package freshet.model.encoder;

import freshet.model.BatchRecommender;
import freshet.model.RankedItems;
import freshet.model.ScoreRows;
import freshet.model.SessionBatch;

/**
 * Folds what is new in every session, step by step across the batch, then scores all of them at
 * once. For one thread.
 */
final class RecurrentRecommender implements BatchRecommender {
    private final RecurrentEncoder.Folder folder;
    private final SessionScorer scorer;
    private final float[] queries; // (maxBatch, queryWidth)
    private final int[] sessions; // (maxBatch): those with an item left to fold
    private final int[] items; // (maxBatch): that item

    RecurrentRecommender(RecurrentEncoder encoder, SessionScorer scorer, int maxBatch) {
        this.folder = encoder.newFolder(maxBatch);
        this.scorer = scorer;
        this.queries = new float[maxBatch * encoder.queryWidth()];
        this.sessions = new int[maxBatch];
        this.items = new int[maxBatch];
    }

    @Override
    public void recommend(SessionBatch batch, RankedItems out) {
        encode(batch);
        scorer.top(queries, batch, out);
    }

    @Override
    public void score(SessionBatch batch, ScoreRows out) {
        encode(batch);
        scorer.scores(queries, batch, out);
    }

    private void encode(SessionBatch batch) {
        int count = gather(batch, 0);
        for (int step = 1; count > 0; step++) {
            folder.fold(batch.states(), sessions, items, count);
            count = gather(batch, step);
        }
        for (int session = 0; session < batch.size(); session++) {
            batch.markFolded(session);
        }
        folder.readout(batch.states(), batch.size(), queries);
    }

    /** Collects the sessions that still have an item after {@code step} more folds. */
    private int gather(SessionBatch batch, int step) {
        int count = 0;
        for (int session = 0; session < batch.size(); session++) {
            int position = batch.folded(session) + step;
            if (position < batch.length(session)) {
                sessions[count] = session;
                items[count++] = batch.item(session, position);
            }
        }
        return count;
    }

    @Override
    public void close() {
        scorer.close();
    }
}
