package freshet.trainer.snapshot;

import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.SelfTestCase;
import freshet.model.bundle.Tensor;
import java.util.List;
import java.util.Map;

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
