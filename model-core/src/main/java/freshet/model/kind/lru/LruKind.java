package freshet.model.kind.lru;

import freshet.model.NextItemModel;
import freshet.model.arithmetic.Arithmetic;
import freshet.model.bundle.BundleException;
import freshet.model.bundle.BundleOutline;
import freshet.model.bundle.ModelBundle;
import freshet.model.encoder.EncoderModel;
import freshet.model.encoder.dense.LayerNorm;
import freshet.model.kind.BundleTensors;
import freshet.model.kind.ItemTensors;
import freshet.model.kind.Magnitudes;
import freshet.model.kind.MemoryNeed;
import freshet.model.kind.ModelKind;
import freshet.model.scoring.ItemHead;
import java.util.List;

/**
 * LRURec (Yue et al. 2024), see {@link LruEncoder}. In a bundle:
 *
 * <ul>
 *   <li>configuration {@code width}: d; {@code state}: N; {@code feed_forward}: f; {@code blocks}
 *   <li>{@code item.embedding} (items, d), {@code item.bias} (items)
 *   <li>{@code lru.norm.gain}, {@code .bias} (d), of an item's row
 *   <li>per block n from 0: {@code lru.n.nu}, {@code .theta}, {@code .gamma} (N); {@code
 *       lru.n.input} (d, 2N) and {@code lru.n.output} (2N, d), real parts first; {@code
 *       lru.n.norm.gain}, {@code .bias} (d); {@code lru.n.inner} (d, f), {@code .inner.bias} (f);
 *       {@code lru.n.outer} (f, d), {@code .outer.bias} (d); {@code lru.n.last.norm.gain},
 *       {@code .bias} (d)
 * </ul>
 */
public final class LruKind implements ModelKind {
    private static final String LAYERS = "lru.";
    private static final int PACKED_COPIES = 2; // matrices packed, their columns padded

    @Override
    public String name() {
        return "lru";
    }

    @Override
    public MemoryNeed memoryNeed(BundleOutline bundle, Arithmetic arithmetic) {
        MemoryNeed need = MemoryNeed.ofEveryModel(bundle).withItemHead(ItemTensors.width(bundle), arithmetic);
        return arithmetic.usesVectorApi() ? need.withHeap(PACKED_COPIES * bundle.bytes(LAYERS)) : need;
    }

    @Override
    public NextItemModel build(ModelBundle bundle, Arithmetic arithmetic) {
        BundleTensors tensors = new BundleTensors(bundle);
        int items = bundle.vocabulary().size();
        if (items > LruEncoder.MOST_ITEMS) {
            throw new BundleException("the bundle has " + items + " items; a model of kind lru has at most "
                    + LruEncoder.MOST_ITEMS + ": raise the least support of an item");
        }
        int d = tensors.setting("width");
        BoundedBlocks layers =
                new BoundedBlocks(tensors, d, tensors.setting("state"), tensors.setting("feed_forward"), arithmetic);
        LayerNorm norm = layers.norm("lru.norm");
        List<Block> blocks = layers.blocks(tensors.setting("blocks"));
        ItemHead head = ItemTensors.head(tensors, items, d, layers.largest());
        Magnitudes.require("a row of \"item.embedding\"", Magnitudes.largestSum(head.embedding(), d));
        return new EncoderModel(
                bundle.vocabulary(), new LruEncoder(head.embedding(), norm, blocks), head, arithmetic.scoring(head));
    }
}
