package freshet.model.kind.factors;

import freshet.model.NextItemModel;
import freshet.model.arithmetic.Arithmetic;
import freshet.model.bundle.BundleOutline;
import freshet.model.bundle.ModelBundle;
import freshet.model.encoder.BagEncoder;
import freshet.model.kind.MemoryNeed;
import freshet.model.kind.ModelKind;

/**
 * SVD++ (Koren 2008) for sessions: the query is the sum of implicit factors, |N|^(−1/2) Σ y.
 *
 * <p>Its tensors are those of {@link FactorTensors}.
 */
public final class SvdPpKind implements ModelKind {

    @Override
    public String name() {
        return "svdpp";
    }

    @Override
    public NextItemModel build(ModelBundle bundle, Arithmetic arithmetic) {
        return FactorTensors.build(bundle, arithmetic, BagEncoder.Scale.ROOT);
    }

    @Override
    public MemoryNeed memoryNeed(BundleOutline bundle, Arithmetic arithmetic) {
        return FactorTensors.memoryNeed(bundle, arithmetic);
    }
}
