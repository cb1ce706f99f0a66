package freshet.model.kind.baseline;

import freshet.model.NextItemModel;
import freshet.model.arithmetic.Arithmetic;
import freshet.model.bundle.ModelBundle;
import freshet.model.kind.BundleTensors;
import freshet.model.kind.Magnitudes;
import freshet.model.kind.ModelKind;

/**
 * The items that were most popular of late. In a bundle: {@code decayed.weight} (items), above 0,
 * as {@link DecayedPopularityModel} takes it.
 */
public final class DecayedPopularityKind implements ModelKind {

    @Override
    public String name() {
        return "decayed-popularity";
    }

    @Override
    public NextItemModel build(ModelBundle bundle, Arithmetic arithmetic) {
        float[] weights = new BundleTensors(bundle)
                .positive("decayed.weight", bundle.vocabulary().size());
        Magnitudes.require("the weights of \"decayed.weight\"", Magnitudes.sum(weights, 0, weights.length));
        return new DecayedPopularityModel(bundle.vocabulary(), weights);
    }
}
