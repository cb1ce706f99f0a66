package freshet.trainer;

import freshet.model.bundle.ModelBundle;

/** Learns a model from recorded sessions. Immutable: one trainer may train many times. */
public interface ModelTrainer {

    /**
     * Trains a model. The same plan and settings on the same machine give the same bundle, byte for
     * byte.
     *
     * @param listener hears how far the training is, on the calling thread
     * @throws TrainingException if the training cannot go on, for example because the loss is no
     *     longer a number, or if the model to start from does not fit
     * @throws freshet.model.bundle.BundleException if the model to start from is damaged
     */
    ModelBundle train(TrainingPlan plan, TrainingListener listener);

    /** Trains a model on these data alone, through all epochs. */
    default ModelBundle train(TrainingData data, TrainingListener listener) {
        return train(TrainingPlan.of(data), listener);
    }
}
