package freshet.model.kind.baseline;

import freshet.model.NextItemModel;
import freshet.model.arithmetic.Arithmetic;
import freshet.model.bundle.BundleOutline;
import freshet.model.bundle.ModelBundle;
import freshet.model.kind.MemoryNeed;
import freshet.model.kind.ModelKind;
import freshet.model.kind.RelatedItems;
import java.util.Optional;

/**
 * A linear item-item model, fitted to sessions in closed form (SLIST in Choi et al., "Session-aware
 * Linear Item-Item Models for Session-based Recommendation", WWW 2021), see {@link SlistModel}.
 *
 * <p>Its tensors are those of {@link WeightedRules#of}, an item's largest weights above 0. In the
 * configuration: {@code position_decay}, what an event's weight is multiplied with per event that
 * came after it, in [0, 1).
 */
public final class SlistKind implements ModelKind {

    @Override
    public String name() {
        return "slist";
    }

    @Override
    public NextItemModel build(ModelBundle bundle, Arithmetic arithmetic) {
        return SlistModel.of(bundle);
    }

    @Override
    public Optional<RelatedItems> related(ModelBundle bundle) {
        return Optional.of(ItemRulesModel.related(bundle, "weight"));
    }

    /** A list of the items with a score, beside their scores. */
    @Override
    public MemoryNeed memoryNeed(BundleOutline bundle, Arithmetic arithmetic) {
        return MemoryNeed.ofEveryModel(bundle).withHeap((long) bundle.items() * Integer.BYTES);
    }
}
