package freshet.trainer;

import freshet.model.bundle.ModelBundle;
import freshet.trainer.linear.MeasuredKernel;
import java.util.Optional;

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

    /**
     * What computes the products of matrices in a training on these data, with its speed, which it
     * measures; empty if the model has none.
     *
     * @throws TrainingException if this JVM cannot compute with what the settings ask for
     */
    default Optional<MeasuredKernel> kernel(TrainingData data) {
        return Optional.empty();
    }

    /** Trains a model on these data alone, through all epochs. */
    default ModelBundle train(TrainingData data, TrainingListener listener) {
        return train(TrainingPlan.of(data), listener);
    }
}
