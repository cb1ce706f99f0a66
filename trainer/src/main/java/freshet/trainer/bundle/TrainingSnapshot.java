package freshet.trainer.bundle;

import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.SelfTestCase;
import freshet.model.bundle.Tensor;
import freshet.trainer.EpochResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a training needs to go on after some of its epochs as if there had been no break.
 *
 * @param origin what is trained, on what and how
 * @param epochs the epochs that are done, in order, one at least
 * @param state the trainer's tensors by its own names: weights and the optimizer's memory; shared,
 *     not copied
 * @param best the best model so far; empty without validation
 */
public record TrainingSnapshot(
        TrainingOrigin origin, List<EpochResult> epochs, Map<String, Tensor> state, Optional<KeptModel> best) {

    /**
     * What differs between the models of two epochs of one training.
     *
     * @param metrics as in its bundle
     * @param weights as in its bundle
     * @param selfTest as in its bundle
     */
    public record KeptModel(Map<String, Double> metrics, Map<String, Tensor> weights, List<SelfTestCase> selfTest) {

        /** Of a bundle. */
        public static KeptModel of(ModelBundle bundle) {
            return new KeptModel(bundle.metrics(), bundle.weights(), bundle.selfTest());
        }
    }
}
