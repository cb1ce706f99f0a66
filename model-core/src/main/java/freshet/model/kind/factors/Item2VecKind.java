package freshet.model.kind.factors;

import freshet.model.NextItemModel;
import freshet.model.arithmetic.Arithmetic;
import freshet.model.bundle.BundleOutline;
import freshet.model.bundle.ModelBundle;
import freshet.model.encoder.BagEncoder;
import freshet.model.kind.MemoryNeed;
import freshet.model.kind.ModelKind;

/**
 * item2vec (Barkan and Koenigstein 2016): the query is the mean of the session's input vectors.
 *
 * <p>Its tensors are those of {@link FactorTensors}.
 */
public final class Item2VecKind implements ModelKind {

    @Override
    public String name() {
        return "item2vec";
    }

    @Override
    public NextItemModel build(ModelBundle bundle, Arithmetic arithmetic) {
        return FactorTensors.build(bundle, arithmetic, BagEncoder.Scale.MEAN);
    }

    @Override
    public MemoryNeed memoryNeed(BundleOutline bundle, Arithmetic arithmetic) {
        return FactorTensors.memoryNeed(bundle, arithmetic);
    }
}
