package freshet.model.kind.baseline;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import freshet.model.bundle.ModelBundle;
import freshet.model.kind.KindExample;
import freshet.model.kind.TinyBundles;
import java.util.List;
import java.util.Map;

/** The support alone. */
public final class PopularityKindExample implements KindExample {

    @Override
    public List<ModelBundle> bundles(long seed, int items, int width) {
        return List.of(TinyBundles.of("popularity", JsonNodeFactory.instance.objectNode(), items, Map.of()));
    }
}
