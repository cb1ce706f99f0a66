package freshet.trainer.neural;

import freshet.model.bundle.ModelBundle;
import freshet.trainer.ModelTrainer;
import freshet.trainer.TrainingData;
import freshet.trainer.TrainingListener;
import freshet.trainer.TrainingPlan;
import freshet.trainer.linear.MeasuredKernel;
import freshet.trainer.settings.Settings;
import java.util.Optional;

/** Trains a neural model by mini-batches and a loss over sampled items. Immutable. */
public final class NeuralTrainer implements ModelTrainer {
    private final Settings given;
    private final NeuralModel<?> model;

    /** @param given the settings from which the model was made, for the bundle's provenance */
    public NeuralTrainer(Settings given, NeuralModel<?> model) {
        this.given = given;
        this.model = model;
    }

    @Override
    public ModelBundle train(TrainingPlan plan, TrainingListener listener) {
        requireArrays(plan.data().vocabulary().size());
        ModelBundle trained = new EpochTraining(new NetworkLearner<>(model, plan.data()), given, plan, listener).run();
        return new OwnItemTraining(model, plan).of(trained);
    }

    @Override
    public Optional<MeasuredKernel> kernel(TrainingData data) {
        requireArrays(data.vocabulary().size());
        return Optional.of(ChosenKernel.of(model, data));
    }

    private void requireArrays(int items) {
        int batch = model.settings().batchSize();
        int candidates = batch + model.settings().samples();
        new ArrayBound("batch_size × (batch_size + n_sample)", batch, candidates, "lower batch_size or n_sample")
                .require();
        model.arrays(items, candidates).forEach(ArrayBound::require);
    }
}
