package freshet.trainer.neural;

import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.Tensor;
import freshet.trainer.TrainingData;
import freshet.trainer.TrainingListener;
import freshet.trainer.bundle.TrainingSnapshot.KeptModel;
import freshet.trainer.linear.ProductKernel;
import java.util.Map;
import java.util.Optional;

/** A {@link NeuralModel}, learned by mini-batches over the sampled output. For one thread. */
final class NetworkLearner<B extends Batches> implements EpochLearner {
    private final NeuralModel<B> model;
    private final TrainingData data;
    private final TrainingState state;

    NetworkLearner(NeuralModel<B> model, TrainingData data) {
        this.model = model;
        this.data = data;
        this.state = TrainingState.fresh(data, model);
    }

    @Override
    public String kind() {
        return model.kind();
    }

    @Override
    public Optional<ProductKernel> kernel() {
        return Optional.of(ChosenKernel.of(model, data).kernel());
    }

    @Override
    public ObjectNode configuration() {
        return model.configuration();
    }

    @Override
    public Schedule schedule() {
        NeuralSettings settings = model.settings();
        return new Schedule(settings.epochs(), settings.objective(), settings.patience());
    }

    @Override
    public int startFrom(ModelBundle older) {
        NeuralSettings settings = model.settings();
        return new WarmStart(older, model.kind(), model.configuration())
                .apply(
                        state,
                        data.vocabulary(),
                        settings.warmMemory(),
                        settings.loss().wantsScores() ? NewItems.AT_ZERO : NewItems.AFRESH);
    }

    @Override
    public void pass(int epoch, TrainingListener listener) {
        new TrainingPass<>(state, data, model, listener).run(epoch);
    }

    @Override
    public Map<String, Tensor> state() {
        return state.tensors();
    }

    @Override
    public void restore(Map<String, Tensor> tensors) {
        state.set(tensors);
    }

    @Override
    public KeptModel model(Map<String, Double> metrics) {
        try (ReferenceForward forward = model.reference(state.learned())) {
            return state.model(data, forward, metrics);
        }
    }
}
