package freshet.model.kind.baseline;

import freshet.model.NextItemModel;
import freshet.model.arithmetic.Arithmetic;
import freshet.model.bundle.ModelBundle;
import freshet.model.kind.BundleTensors;
import freshet.model.kind.ModelKind;
import freshet.model.kind.RelatedItems;
import freshet.model.kind.RuleWeights;
import java.util.Optional;

/**
 * A Markov chain. In a bundle: {@code markov.offsets} (items + 1), {@code markov.next} (pairs) and
 * {@code markov.count} (pairs), as {@link MarkovModel} takes them.
 */
public final class MarkovKind implements ModelKind {

    @Override
    public String name() {
        return "markov";
    }

    @Override
    public NextItemModel build(ModelBundle bundle, Arithmetic arithmetic) {
        BundleTensors tensors = new BundleTensors(bundle);
        int items = bundle.vocabulary().size();
        int[] next = tensors.ints("markov.next");
        return new MarkovModel(
                bundle.vocabulary(),
                tensors.offsets("markov.offsets", items, next.length),
                tensors.rows("markov.next", next, items),
                tensors.counts("markov.count", next.length));
    }

    @Override
    public Optional<RelatedItems> related(ModelBundle bundle) {
        BundleTensors tensors = new BundleTensors(bundle);
        int[] next = tensors.ints("markov.next");
        long[] counts = tensors.counts("markov.count", next.length);
        long[] offsets = tensors.offsets("markov.offsets", bundle.vocabulary().size(), next.length);
        return Optional.of(new RuleWeights("followed", offsets, next, rule -> counts[rule]));
    }
}
