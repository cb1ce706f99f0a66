package freshet.model.kind.baseline;

import freshet.model.bundle.ModelBundle;
import freshet.model.kind.KindExample;
import freshet.model.kind.TinyBundles;
import java.util.List;

/** The rules of {@link SequentialRulesKindExample} as similarities. */
public final class ItemKnnKindExample implements KindExample {

    @Override
    public List<ModelBundle> bundles(long seed, int items, int width) {
        return new SequentialRulesKindExample()
                .bundles(seed, items, width).stream()
                        .map(rules -> TinyBundles.of("item-knn", rules.configuration(), items, rules.weights()))
                        .toList();
    }
}
