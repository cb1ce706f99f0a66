package freshet.model.calibration;

import freshet.model.BatchRecommender;
import freshet.model.RankedItems;
import freshet.model.ScoreRows;
import freshet.model.SessionBatch;

/** Ranks by another recommender and calibrates what it gives. For one thread. */
final class CalibratedRecommender implements BatchRecommender {
    private final BatchRecommender recommender;
    private final AnswerCalibrator calibrator;
    private final RankedItems ranked; // (maxBatch, ranked)

    /** @param ranked items that the recommender gives per session */
    CalibratedRecommender(BatchRecommender recommender, int maxBatch, int ranked, AnswerCalibrator calibrator) {
        this.recommender = recommender;
        this.calibrator = calibrator;
        this.ranked = new RankedItems(maxBatch, ranked);
    }

    @Override
    public void recommend(SessionBatch batch, RankedItems out) {
        recommender.recommend(batch, ranked);
        for (int session = 0; session < batch.size(); session++) {
            calibrator.copy(ranked, session, out);
        }
    }

    @Override
    public void score(SessionBatch batch, ScoreRows out) {
        recommender.score(batch, out);
    }

    @Override
    public void close() {
        recommender.close();
    }
}
