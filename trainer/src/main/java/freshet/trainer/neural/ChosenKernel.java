package freshet.trainer.neural;

import freshet.trainer.TrainingData;
import freshet.trainer.TrainingException;
import freshet.trainer.linear.MeasuredKernel;
import freshet.trainer.linear.ProductSpeeds.Shape;

/** Decides what a training computes its products with: from its settings and its own sizes. */
final class ChosenKernel {
    private ChosenKernel() {}

    /**
     * Asked again in one process, it decides the same.
     *
     * @throws TrainingException if this JVM cannot compute with what the settings ask for
     */
    static MeasuredKernel of(NeuralModel<?> model, TrainingData data) {
        NeuralSettings settings = model.settings();
        int batch = settings.batchSize();
        int candidates = Math.min(data.vocabulary().size(), batch + settings.samples());
        double steps = (double) data.predictions() * settings.epochs() / batch;
        try {
            return settings.kernel().choose(new Shape(batch, model.parameters(1).width(), candidates), steps);
        } catch (IllegalStateException e) {
            throw new TrainingException(e.getMessage(), e);
        }
    }
}
