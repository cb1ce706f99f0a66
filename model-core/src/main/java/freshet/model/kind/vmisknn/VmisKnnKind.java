package freshet.model.kind.vmisknn;

import freshet.model.NextItemModel;
import freshet.model.arithmetic.Arithmetic;
import freshet.model.bundle.BundleOutline;
import freshet.model.bundle.ModelBundle;
import freshet.model.kind.BundleTensors;
import freshet.model.kind.Magnitudes;
import freshet.model.kind.MemoryNeed;
import freshet.model.kind.ModelKind;
import freshet.model.kind.SparseRows;

/**
 * VMIS-kNN, see {@link VmisKnnModel}. The index in a bundle, session 0 the newest:
 *
 * <ul>
 *   <li>{@code vmis.item.offsets} (items + 1), {@code vmis.item.sessions}: each item's newest
 *       sessions;
 *   <li>{@code vmis.session.offsets} (sessions + 1), {@code vmis.session.items}: the distinct items
 *       of each session;
 *   <li>{@code vmis.weight} (items): an item's weight, above 0.
 * </ul>
 *
 * <p>Lists rise. In the configuration: {@code recent_sessions} (m), {@code neighbours} (k),
 * {@code last_items} and {@code repeat_share}.
 */
public final class VmisKnnKind implements ModelKind {

    @Override
    public String name() {
        return "vmis-knn";
    }

    @Override
    public NextItemModel build(ModelBundle bundle, Arithmetic arithmetic) {
        BundleTensors tensors = new BundleTensors(bundle);
        int items = bundle.vocabulary().size();
        int neighbours = tensors.setting("neighbours");
        int lastItems = tensors.setting("last_items");
        int sessions = tensors.rows("vmis.session.offsets");
        SparseRows itemsOf = tensors.lists("vmis.session.offsets", "vmis.session.items", sessions, items);
        SparseRows sessionsOf = tensors.lists("vmis.item.offsets", "vmis.item.sessions", items, sessions);
        float[] weights = tensors.positive("vmis.weight", items);
        Magnitudes.require(
                "the votes of " + neighbours + " neighbours for an item",
                neighbours * (lastItems + 1.0) * lastItems / 2 * Magnitudes.largest(weights));
        return new VmisKnnModel(
                bundle.vocabulary(),
                new SessionIndex(sessionsOf, itemsOf, weights, tensors.setting("recent_sessions")),
                neighbours,
                lastItems,
                tensors.share("repeat_share"));
    }

    /** An index for the items that were voted for, beside their scores. */
    @Override
    public MemoryNeed memoryNeed(BundleOutline bundle, Arithmetic arithmetic) {
        return MemoryNeed.ofEveryModel(bundle).withHeap((long) bundle.items() * Integer.BYTES);
    }
}
