package freshet.model.kind.baseline;

import freshet.model.NextItemModel;
import freshet.model.arithmetic.Arithmetic;
import freshet.model.bundle.ModelBundle;
import freshet.model.kind.ModelKind;
import freshet.model.kind.RelatedItems;
import java.util.Optional;

/**
 * Sequential rules (SR in Ludewig and Jannach, "Evaluation of Session-based Recommendation
 * Algorithms", 2018, section 3.1): a rule i → j weighs 1/x for each time that j came x events after
 * i in a session, and the rules of the session's last item rank the others.
 *
 * <p>Its tensors are those of {@link WeightedRules#of}.
 */
public final class SequentialRulesKind implements ModelKind {

    @Override
    public String name() {
        return "sequential-rules";
    }

    @Override
    public NextItemModel build(ModelBundle bundle, Arithmetic arithmetic) {
        return ItemRulesModel.of(bundle);
    }

    @Override
    public Optional<RelatedItems> related(ModelBundle bundle) {
        return Optional.of(ItemRulesModel.related(bundle, "weight"));
    }
}
