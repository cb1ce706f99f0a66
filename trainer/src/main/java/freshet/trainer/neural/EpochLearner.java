package freshet.trainer.neural;

import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.Tensor;
import freshet.trainer.Objective;
import freshet.trainer.TrainingException;
import freshet.trainer.TrainingListener;
import freshet.trainer.bundle.TrainingSnapshot.KeptModel;
import freshet.trainer.linear.ProductKernel;
import java.util.Map;
import java.util.Optional;

/**
 * A model that is learned in passes over the data; {@link EpochTraining} decides how many there
 * are. A pass is a function of the state, the data, the settings and the epoch. For one thread.
 */
public interface EpochLearner {

    /**
     * When a training ends.
     *
     * @param epochs most passes over the data
     * @param objective by which an epoch is better than another on the validation sessions
     * @param patience epochs without a better one that end the training
     */
    record Schedule(int epochs, Objective objective, int patience) {}

    /** Kind of the bundles that hold it. */
    String kind();

    /** What computes its products of matrices; empty if it has none. */
    default Optional<ProductKernel> kernel() {
        return Optional.empty();
    }

    /** As the bundle of this kind tells it. */
    ObjectNode configuration();

    /** When the training ends. */
    Schedule schedule();

    /**
     * Takes an older model over, before the first pass.
     *
     * @return how many items both know
     * @throws TrainingException if the older model is damaged or has another shape
     */
    int startFrom(ModelBundle older);

    /**
     * One pass.
     *
     * @param epoch its number, from 1
     * @param listener hears of its start, its progress and its end
     * @throws TrainingException if the loss or a weight is no longer a number
     */
    void pass(int epoch, TrainingListener listener);

    /** What passes change, as tensors, copied. */
    Map<String, Tensor> state();

    /**
     * Takes over what {@link #state} gave.
     *
     * @throws TrainingException if a tensor is missing or of another length
     */
    void restore(Map<String, Tensor> state);

    /** What has been learned so far, with its self-test. */
    KeptModel model(Map<String, Double> metrics);
}
