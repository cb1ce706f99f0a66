package freshet.model.calibration;

import freshet.model.BatchRecommender;
import freshet.model.NextItemModel;
import freshet.model.Vocabulary;

/**
 * A model whose answers carry calibrated probabilities; its ranking and its scores are the same.
 */
public final class CalibratedModel implements NextItemModel {
    private final NextItemModel model;
    private final Calibration calibration;

    /** @param model is closed with this one */
    public CalibratedModel(NextItemModel model, Calibration calibration) {
        this.model = model;
        this.calibration = calibration;
    }

    @Override
    public Vocabulary vocabulary() {
        return model.vocabulary();
    }

    @Override
    public int stateWidth() {
        return model.stateWidth();
    }

    @Override
    public BatchRecommender newRecommender(int maxBatch, int k) {
        int ranked = Math.max(k, Calibration.FIRST);
        return new CalibratedRecommender(
                model.newRecommender(maxBatch, ranked), maxBatch, ranked, new AnswerCalibrator(calibration, ranked));
    }

    @Override
    public void close() {
        model.close();
    }
}
