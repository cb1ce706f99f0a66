package freshet.trainer;

import freshet.model.bundle.ModelBundle;

/** Learns a model from recorded sessions. Immutable: one trainer may train many times. */
public interface ModelTrainer {

    /**
     * Trains a model. The same data and settings on the same machine give the same bundle, byte for byte.
     *
     * @param listener hears how far the training is, on the calling thread
     * @throws TrainingException if the training cannot go on, for example because the loss is no longer a number
     */
    ModelBundle train(TrainingData data, TrainingListener listener);
}
