package freshet.model.encoder;

import freshet.model.BatchRecommender;
import freshet.model.RankedItems;
import freshet.model.ScoreRows;
import freshet.model.SessionBatch;

/** Encodes the whole window of every session, then scores all of them at once. For one thread. */
final class WindowRecommender implements BatchRecommender {
    private final WindowEncoder.Reader reader;
    private final SessionScorer scorer;
    private final float[] queries; // (maxBatch, queryWidth)

    WindowRecommender(WindowEncoder encoder, SessionScorer scorer, int maxBatch) {
        this.reader = encoder.newReader(maxBatch);
        this.scorer = scorer;
        this.queries = new float[maxBatch * encoder.queryWidth()];
    }

    @Override
    public void recommend(SessionBatch batch, RankedItems out) {
        reader.encode(batch, queries);
        scorer.top(queries, batch, out);
    }

    @Override
    public void score(SessionBatch batch, ScoreRows out) {
        reader.encode(batch, queries);
        scorer.scores(queries, batch, out);
    }

    @Override
    public void close() {
        try (reader) {
            scorer.close();
        }
    }
}
