package freshet.model.kind.narm;

import freshet.model.NextItemModel;
import freshet.model.arithmetic.Arithmetic;
import freshet.model.bundle.BundleOutline;
import freshet.model.bundle.ModelBundle;
import freshet.model.encoder.EncoderModel;
import freshet.model.encoder.dense.Activation;
import freshet.model.encoder.dense.DenseLayer;
import freshet.model.encoder.dense.DenseWeights;
import freshet.model.encoder.dense.PlainDenseLayer;
import freshet.model.encoder.dense.VectorDenseLayer;
import freshet.model.encoder.recurrent.CellWeights;
import freshet.model.encoder.recurrent.PlainGruCell;
import freshet.model.encoder.recurrent.VectorGruCell;
import freshet.model.kind.BundleTensors;
import freshet.model.kind.ItemTensors;
import freshet.model.kind.Magnitudes;
import freshet.model.kind.MemoryNeed;
import freshet.model.kind.ModelKind;
import freshet.model.scoring.ItemHead;

/**
 * NARM (Li et al. 2017), see {@link NarmEncoder}. In a bundle:
 *
 * <ul>
 *   <li>configuration {@code width}: d; {@code units}: h; {@code window}: most items that are read;
 *       {@code gru}: {@code reset-before}
 *   <li>{@code item.embedding} (items, d), {@code item.bias} (items)
 *   <li>{@code narm.gru.input} (d, 3h), {@code narm.gru.recurrent} (h, 3h), {@code narm.gru.bias}
 *       (3h)
 *   <li>{@code narm.attention.item}, {@code .last} (h, h); {@code narm.attention.weight} (h)
 *   <li>{@code narm.decoder} (2h, d)
 * </ul>
 */
public final class NarmKind implements ModelKind {
    private static final String LAYERS = "narm.";
    private static final int PACKED_COPIES = 2; // layers packed, their columns padded

    /** Hidden states lie in [−1, 1], each being a mean of the one before and a tanh. */
    private static final double LARGEST_HIDDEN = 1;

    @Override
    public String name() {
        return "narm";
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
        int d = tensors.setting("width");
        int h = tensors.setting("units");
        int window = tensors.setting("window");
        float[] item = tensors.floats("narm.attention.item", h, h);
        float[] last = tensors.floats("narm.attention.last", h, h);
        float[] weight = tensors.floats("narm.attention.weight", h);
        float[] decoder = tensors.floats("narm.decoder", 2 * h, d);

        Magnitudes.require(
                "the weights of \"narm.attention\" times their inputs",
                LARGEST_HIDDEN * h * (Magnitudes.largest(item) + Magnitudes.largest(last)));
        double attended = Magnitudes.sum(weight, 0, h) * window * LARGEST_HIDDEN;
        Magnitudes.require("the weights \"narm.attention.weight\" times a window's items", attended);
        double query = h * (LARGEST_HIDDEN + attended) * Magnitudes.largest(decoder);
        Magnitudes.require("the weights \"narm.decoder\" times their inputs", query);
        ItemHead head = ItemTensors.head(tensors, items, d, query);
        CellWeights gru = new CellWeights(
                PlainGruCell.BLOCKS,
                d,
                h,
                tensors.floats("narm.gru.input", d, 3 * h),
                tensors.floats("narm.gru.recurrent", h, 3 * h),
                tensors.floats("narm.gru.bias", 3 * h));
        requireGates(gru, Magnitudes.largestSum(head.embedding(), d));
        NarmEncoder encoder = new NarmEncoder(
                head.embedding(),
                window,
                arithmetic.usesVectorApi() ? new VectorGruCell(gru) : new PlainGruCell(gru),
                layer(arithmetic, h, h, last, Activation.IDENTITY),
                layer(arithmetic, h, h, item, Activation.SIGMOID),
                weight,
                layer(arithmetic, 2 * h, d, decoder, Activation.IDENTITY));
        return new EncoderModel(bundle.vocabulary(), encoder, head, arithmetic.scoring(head));
    }

    /**
     * The terms of a gate add up to Σ_k |x_k| · max |W| + h · max |U| + max |b| at most.
     *
     * @param inputs largest Σ_k |x_k| of what the layer takes
     */
    private static void requireGates(CellWeights gru, double inputs) {
        Magnitudes.require(
                "the weights of \"narm.gru\" times their inputs",
                inputs * Magnitudes.largest(gru.input())
                        + LARGEST_HIDDEN * gru.width() * Magnitudes.largest(gru.recurrent())
                        + Magnitudes.largest(gru.bias()));
    }

    private static DenseLayer layer(
            Arithmetic arithmetic, int inputWidth, int width, float[] matrix, Activation activation) {
        DenseWeights weights = new DenseWeights(inputWidth, width, matrix, activation);
        return arithmetic.usesVectorApi() ? new VectorDenseLayer(weights) : new PlainDenseLayer(weights);
    }
}
