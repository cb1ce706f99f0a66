package freshet.model.kind.baseline;

import freshet.model.NextItemModel;
import freshet.model.arithmetic.Arithmetic;
import freshet.model.bundle.ModelBundle;
import freshet.model.kind.BundleTensors;
import freshet.model.kind.Magnitudes;
import freshet.model.kind.ModelKind;
import freshet.model.kind.SparseRows;

/**
 * Sequential rules (SR in Ludewig and Jannach, "Evaluation of Session-based Recommendation
 * Algorithms", 2018, section 3.1): a rule i → j weighs 1/x for each time that j came x events after
 * i in a session, and the rules of the session's last item rank the others.
 *
 * <p>In a bundle: {@code rules.offsets} (items + 1), {@code rules.next} (rules), rising in each
 * list, and {@code rules.weight} (rules), above 0.
 */
public final class SequentialRulesKind implements ModelKind {

    @Override
    public String name() {
        return "sequential-rules";
    }

    @Override
    public NextItemModel build(ModelBundle bundle, Arithmetic arithmetic) {
        BundleTensors tensors = new BundleTensors(bundle);
        int items = bundle.vocabulary().size();
        SparseRows rules = tensors.lists("rules.offsets", "rules.next", items, items);
        float[] weights = tensors.positive("rules.weight", rules.indices().length);
        Magnitudes.require("the weights of \"rules.weight\"", Magnitudes.sum(weights, 0, weights.length));
        return new ItemRulesModel(bundle.vocabulary(), rules, weights);
    }
}
