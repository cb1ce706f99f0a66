package freshet.model.kind.stamp;

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
import freshet.model.kind.BundleTensors;
import freshet.model.kind.ItemTensors;
import freshet.model.kind.Magnitudes;
import freshet.model.kind.MemoryNeed;
import freshet.model.kind.ModelKind;
import freshet.model.scoring.ItemHead;
import java.util.Arrays;

/**
 * STAMP (Liu et al. 2018), see {@link StampEncoder}. In a bundle:
 *
 * <ul>
 *   <li>configuration {@code width}: h; {@code window}: most items that are read
 *   <li>{@code item.embedding} (items, h), {@code item.bias} (items)
 *   <li>{@code stamp.attention.item}, {@code .last}, {@code .mean} (h, h); {@code
 *       stamp.attention.bias}, {@code .weight} (h)
 *   <li>{@code stamp.memory.weight} (h, h), {@code stamp.memory.bias} (h); {@code
 *       stamp.last.weight} (h, h), {@code stamp.last.bias} (h)
 * </ul>
 */
public final class StampKind implements ModelKind {
    private static final String LAYERS = "stamp.";
    private static final int PACKED_COPIES = 3; // two matrices side by side, then all packed, their columns padded

    /** Each element of a query is the product of two values of tanh. */
    private static final double LARGEST_QUERY = 1;

    @Override
    public String name() {
        return "stamp";
    }

    @Override
    public MemoryNeed memoryNeed(BundleOutline bundle, Arithmetic arithmetic) {
        return MemoryNeed.ofEveryModel(bundle)
                .withItemHead(ItemTensors.width(bundle), arithmetic)
                .withHeap(PACKED_COPIES * bundle.bytes(LAYERS));
    }

    @Override
    public NextItemModel build(ModelBundle bundle, Arithmetic arithmetic) {
        BundleTensors tensors = new BundleTensors(bundle);
        int h = tensors.setting("width");
        int window = tensors.setting("window");
        ItemHead head = ItemTensors.head(tensors, bundle.vocabulary().size(), h, LARGEST_QUERY);
        float[] item = tensors.floats("stamp.attention.item", h, h);
        float[] lastAndMean =
                stacked(tensors.floats("stamp.attention.last", h, h), tensors.floats("stamp.attention.mean", h, h));
        float[] attentionBias = tensors.floats("stamp.attention.bias", h);
        float[] weight = tensors.floats("stamp.attention.weight", h);
        float[] memory = tensors.floats("stamp.memory.weight", h, h);
        float[] memoryBias = tensors.floats("stamp.memory.bias", h);
        float[] last = tensors.floats("stamp.last.weight", h, h);
        float[] lastBias = tensors.floats("stamp.last.bias", h);

        double inputs = Magnitudes.largestSum(head.embedding(), h);
        Magnitudes.require(
                "the weights of \"stamp.attention\" times their inputs",
                inputs * Magnitudes.largest(item)
                        + 2 * inputs * Magnitudes.largest(lastAndMean)
                        + Magnitudes.largest(attentionBias));
        double alpha = Magnitudes.sum(weight, 0, h);
        Magnitudes.require("the weights \"stamp.attention.weight\" times a window's items", alpha * window * inputs);
        requireLayer("memory", alpha * window * inputs, memory, memoryBias);
        requireLayer("last", inputs, last, lastBias);
        StampEncoder encoder = new StampEncoder(
                head.embedding(),
                window,
                layer(arithmetic, 2 * h, h, lastAndMean, Activation.IDENTITY),
                attentionBias,
                layer(arithmetic, h, h, item, Activation.SIGMOID),
                weight,
                layer(arithmetic, h, h, memory, Activation.TANH),
                memoryBias,
                layer(arithmetic, h, h, last, Activation.TANH),
                lastBias);
        return new EncoderModel(bundle.vocabulary(), encoder, head, arithmetic.scoring(head));
    }

    /** Two matrices (h, h) as one (2h, h). */
    private static float[] stacked(float[] upper, float[] lower) {
        float[] both = Arrays.copyOf(upper, upper.length + lower.length);
        System.arraycopy(lower, 0, both, upper.length, lower.length);
        return both;
    }

    /** @param inputs largest Σ_k |x_k| of what the layer takes */
    private static void requireLayer(String name, double inputs, float[] matrix, float[] bias) {
        Magnitudes.require(
                "the weights of \"stamp." + name + "\" times their inputs",
                inputs * Magnitudes.largest(matrix) + Magnitudes.largest(bias));
    }

    private static DenseLayer layer(
            Arithmetic arithmetic, int inputWidth, int width, float[] matrix, Activation activation) {
        DenseWeights weights = new DenseWeights(inputWidth, width, matrix, activation);
        return arithmetic.usesVectorApi() ? new VectorDenseLayer(weights) : new PlainDenseLayer(weights);
    }
}
