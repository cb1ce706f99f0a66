package freshet.model.kind.gru4rec;

import freshet.model.NextItemModel;
import freshet.model.arithmetic.Arithmetic;
import freshet.model.bundle.BundleException;
import freshet.model.bundle.BundleOutline;
import freshet.model.bundle.ModelBundle;
import freshet.model.encoder.EncoderModel;
import freshet.model.encoder.gru.GruCell;
import freshet.model.encoder.gru.GruCellWeights;
import freshet.model.encoder.gru.GruEncoder;
import freshet.model.encoder.gru.PlainGruCell;
import freshet.model.encoder.gru.VectorGruCell;
import freshet.model.kind.BundleTensors;
import freshet.model.kind.ItemTensors;
import freshet.model.kind.Magnitudes;
import freshet.model.kind.MemoryNeed;
import freshet.model.kind.ModelKind;
import freshet.model.scoring.ItemHead;
import java.util.ArrayList;
import java.util.List;

/**
 * GRU4Rec (Hidasi et al. 2016). In a bundle:
 *
 * <ul>
 *   <li>configuration {@code gru}: {@code reset-before}; {@code layers}: widths, lowest first;
 *       {@code embedding}: {@code shared}, {@code separate} or {@code one-hot};
 *       {@code embedding_width} but for the last
 *   <li>{@code item.embedding} (items, h), {@code item.bias} (items), h the top layer's width
 *   <li>{@code item.input} (items, d) where the embedding is separate
 *   <li>per layer n from 0: {@code gru.n.input} (d or the width below, 3h) or, for the lowest one
 *       of one-hot, (items, 3h); {@code gru.n.recurrent} (h, 3h); {@code gru.n.bias} (3h)
 * </ul>
 */
public final class Gru4RecKind implements ModelKind {
    private static final String LAYERS = "gru.";
    private static final int PACKED_COPIES = 2; // layers packed, their columns padded

    /** Hidden states lie in [−1, 1], each being a mean of the one before and a tanh. */
    private static final double LARGEST_HIDDEN = 1;

    @Override
    public String name() {
        return "gru4rec";
    }

    @Override
    public MemoryNeed memoryNeed(BundleOutline bundle, Arithmetic arithmetic) {
        MemoryNeed need = MemoryNeed.ofEveryModel(bundle).withItemHead(ItemTensors.width(bundle), arithmetic);
        return arithmetic.usesVectorApi() ? need.withHeap(PACKED_COPIES * bundle.bytes(LAYERS)) : need;
    }

    @Override
    public NextItemModel build(ModelBundle bundle, Arithmetic arithmetic) {
        BundleTensors tensors = new BundleTensors(bundle);
        tensors.choice("gru", "reset-before");
        int items = bundle.vocabulary().size();
        int[] widths = tensors.settings("layers");
        ItemHead head = ItemTensors.head(tensors, items, widths[widths.length - 1], LARGEST_HIDDEN);
        GruEncoder encoder =
                switch (tensors.choice("embedding", "shared", "separate", "one-hot")) {
                    case "shared" -> embedded(tensors, ItemTensors.EMBEDDING, items, widths, arithmetic);
                    case "separate" -> embedded(tensors, "item.input", items, widths, arithmetic);
                    default -> oneHot(tensors, items, widths, arithmetic);
                };
        return new EncoderModel(bundle.vocabulary(), encoder, arithmetic.scoring(head));
    }

    private static GruEncoder embedded(
            BundleTensors tensors, String embedding, int items, int[] widths, Arithmetic arithmetic) {
        int inputWidth = tensors.setting("embedding_width");
        float[] rows = tensors.floats(embedding, items, inputWidth);
        float[] input = tensors.floats("gru.0.input", inputWidth, 3 * widths[0]);
        double inputs = Magnitudes.largestSum(rows, inputWidth);
        return new GruEncoder(rows, layers(tensors, inputWidth, input, inputs, widths, arithmetic));
    }

    /**
     * A one-hot item times the first layer's input weights is one row of them: this row is the
     * item's embedding. The encoder multiplies an embedding by the first layer's input weights, so
     * it gets the identity for those.
     */
    private static GruEncoder oneHot(BundleTensors tensors, int items, int[] widths, Arithmetic arithmetic) {
        int gates = 3 * widths[0];
        float[] rows = tensors.floats("gru.0.input", items, gates);
        if ((long) gates * gates > Integer.MAX_VALUE) {
            throw new BundleException("configuration \"layers\" begins with " + widths[0]
                    + "; with embedding \"one-hot\" the first layer has at most 15446 units");
        }
        // So large a layer must be there before anything is made as large.
        tensors.floats("gru.0.recurrent", widths[0], gates);
        float[] identity = new float[gates * gates];
        for (int i = 0; i < gates; i++) {
            identity[i * gates + i] = 1f;
        }
        double inputs = Magnitudes.largestSum(rows, gates);
        return new GruEncoder(rows, layers(tensors, gates, identity, inputs, widths, arithmetic));
    }

    /**
     * @param input the first layer's input weights (inputWidth, 3 · widths[0])
     * @param inputs largest sum of magnitudes of what it takes
     */
    private static List<GruCell> layers(
            BundleTensors tensors, int inputWidth, float[] input, double inputs, int[] widths, Arithmetic arithmetic) {
        List<GruCell> layers = new ArrayList<>();
        int below = inputWidth;
        for (int width : widths) {
            String layer = LAYERS + layers.size() + ".";
            GruCellWeights weights = new GruCellWeights(
                    below,
                    width,
                    layers.isEmpty() ? input : tensors.floats(layer + "input", below, 3 * width),
                    tensors.floats(layer + "recurrent", width, 3 * width),
                    tensors.floats(layer + "bias", 3 * width));
            requireGates(layer, weights, layers.isEmpty() ? inputs : LARGEST_HIDDEN * below);
            layers.add(arithmetic.usesVectorApi() ? new VectorGruCell(weights) : new PlainGruCell(weights));
            below = width;
        }
        return layers;
    }

    /**
     * The terms of a gate add up to Σ_k |x_k| · max |W| + h · max |U| + max |b| at most.
     *
     * @param inputs largest Σ_k |x_k| of what the layer takes
     */
    private static void requireGates(String layer, GruCellWeights weights, double inputs) {
        double most = inputs * Magnitudes.largest(weights.input())
                + LARGEST_HIDDEN * weights.width() * Magnitudes.largest(weights.recurrent())
                + Magnitudes.largest(weights.bias());
        Magnitudes.require("the weights of layer \"" + layer + "\" times its inputs", most);
    }
}
