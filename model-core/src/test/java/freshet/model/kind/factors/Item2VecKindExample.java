package freshet.model.kind.factors;

import freshet.model.bundle.ModelBundle;
import freshet.model.kind.KindExample;
import java.util.List;

/** The mean of the items, and one that forgets. */
public final class Item2VecKindExample implements KindExample {

    @Override
    public List<ModelBundle> bundles(long seed, int items, int width) {
        return FactorBundles.of("item2vec", seed, items, width);
    }
}
