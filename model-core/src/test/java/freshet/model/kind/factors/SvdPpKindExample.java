package freshet.model.kind.factors;

import freshet.model.bundle.ModelBundle;
import freshet.model.kind.KindExample;
import java.util.List;

/** A sum over all events, and one that forgets. */
public final class SvdPpKindExample implements KindExample {

    @Override
    public List<ModelBundle> bundles(long seed, int items, int width) {
        return FactorBundles.of("svdpp", seed, items, width);
    }
}
