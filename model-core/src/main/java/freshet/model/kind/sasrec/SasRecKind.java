package freshet.model.kind.sasrec;

import freshet.model.NextItemModel;
import freshet.model.arithmetic.Arithmetic;
import freshet.model.bundle.BundleOutline;
import freshet.model.bundle.ModelBundle;
import freshet.model.encoder.EncoderModel;
import freshet.model.encoder.dense.LayerNorm;
import freshet.model.kind.BundleTensors;
import freshet.model.kind.ItemTensors;
import freshet.model.kind.MemoryNeed;
import freshet.model.kind.ModelKind;
import freshet.model.scoring.ItemHead;

/**
 * SASRec (Kang and McAuley 2018), see {@link SasRecEncoder}. In a bundle, with a norm's
 * {@code .gain} and {@code .bias} (d):
 *
 * <ul>
 *   <li>configuration {@code width}: d; {@code blocks}: how many; {@code window}: most items that
 *       are read
 *   <li>{@code item.embedding} (items, d), {@code item.bias} (items)
 *   <li>{@code sasrec.position} (window, d)
 *   <li>per block n from 0: {@code sasrec.n.attention.norm}; {@code .attention.query}, {@code .key}
 *       and {@code .value} (d, d); {@code .forward.norm}; {@code .forward.inner} and {@code .outer}
 *       (d, d), each with a {@code .bias} (d)
 *   <li>{@code sasrec.norm}
 * </ul>
 */
public final class SasRecKind implements ModelKind {
    private static final String LAYERS = "sasrec.";
    private static final String POSITION = LAYERS + "position";
    private static final int PACKED_COPIES = 2; // layers packed, their columns padded
    private static final int WINDOW_COPIES = 6; // rows, keys and values of a window, which grow by doubling

    @Override
    public String name() {
        return "sasrec";
    }

    @Override
    public MemoryNeed memoryNeed(BundleOutline bundle, Arithmetic arithmetic) {
        MemoryNeed need = MemoryNeed.ofEveryModel(bundle)
                .withItemHead(ItemTensors.width(bundle), arithmetic)
                .withHeap(WINDOW_COPIES * bundle.bytes(POSITION));
        return arithmetic.usesVectorApi() ? need.withHeap(PACKED_COPIES * bundle.bytes(LAYERS)) : need;
    }

    @Override
    public NextItemModel build(ModelBundle bundle, Arithmetic arithmetic) {
        BundleTensors tensors = new BundleTensors(bundle);
        int items = bundle.vocabulary().size();
        int d = tensors.setting("width");
        int blocks = tensors.setting("blocks");
        float[] positions = tensors.floats(POSITION, tensors.setting("window"), d);
        BoundedLayers layers = new BoundedLayers(tensors, d, arithmetic);
        LayerNorm norm = layers.norm("sasrec.norm");
        ItemHead head = ItemTensors.head(tensors, items, d, layers.largestOf(norm));
        layers.take(head.embedding(), positions);
        SasRecEncoder encoder = new SasRecEncoder(head.embedding(), positions, layers.blocks(blocks), norm);
        return new EncoderModel(bundle.vocabulary(), encoder, head, arithmetic.scoring(head));
    }
}
