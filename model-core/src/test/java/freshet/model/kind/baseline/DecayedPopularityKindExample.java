package freshet.model.kind.baseline;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.Tensor;
import freshet.model.kind.KindExample;
import freshet.model.kind.TinyBundles;
import java.util.List;
import java.util.Map;

/** Weights in another order than the support, two and two equal. */
public final class DecayedPopularityKindExample implements KindExample {

    @Override
    public List<ModelBundle> bundles(long seed, int items, int width) {
        float[] weights = new float[items];
        for (int row = 0; row < items; row++) {
            weights[row] = 1 + row / 2;
        }
        return List.of(TinyBundles.of(
                "decayed-popularity",
                JsonNodeFactory.instance.objectNode(),
                items,
                Map.of("decayed.weight", Tensor.floats(weights, items))));
    }
}
