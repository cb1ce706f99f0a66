package freshet.model.kind.baseline;

import freshet.model.NextItemModel;
import freshet.model.arithmetic.Arithmetic;
import freshet.model.bundle.ModelBundle;
import freshet.model.kind.ModelKind;
import freshet.model.kind.RelatedItems;
import java.util.Optional;

/**
 * The items most similar to the session's last one, by the cosine of the sessions that have them
 * (Item-KNN in Hidasi et al., "Session-based Recommendations with Recurrent Neural Networks", 2016,
 * section 4).
 *
 * <p>Its tensors are those of {@link WeightedRules#of}.
 */
public final class ItemKnnKind implements ModelKind {

    @Override
    public String name() {
        return "item-knn";
    }

    @Override
    public NextItemModel build(ModelBundle bundle, Arithmetic arithmetic) {
        return ItemRulesModel.of(bundle);
    }

    @Override
    public Optional<RelatedItems> related(ModelBundle bundle) {
        return Optional.of(ItemRulesModel.related(bundle, "similarity"));
    }
}
