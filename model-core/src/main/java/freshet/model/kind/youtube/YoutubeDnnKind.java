package freshet.model.kind.youtube;

import freshet.model.NextItemModel;
import freshet.model.arithmetic.Arithmetic;
import freshet.model.bundle.BundleOutline;
import freshet.model.bundle.ModelBundle;
import freshet.model.encoder.CalendarTime;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The network that generates candidates in Covington, Adams, Sargin, "Deep Neural Networks for
 * YouTube Recommendations", RecSys 2016, section 3; see {@link YoutubeDnnEncoder}. In a bundle:
 *
 * <ul>
 *   <li>configuration {@code layers}: widths of the tower, lowest first, the last one h; {@code
 *       embedding}: {@code shared} or {@code separate}; {@code window}: most items that are read;
 *       {@code decay}: share of its weight that an item loses with each later one; {@code context}:
 *       {@code none}, {@code age}, {@code time}, or {@code all}, which is both; with time
 *       {@code context_width}: c
 *   <li>{@code item.embedding} (items, h), {@code item.bias} (items); {@code item.input} (items, h)
 *       where the embedding is separate
 *   <li>with time {@code context.hour} (24, c), {@code context.weekday} (7, c)
 *   <li>per layer n from 0: {@code tower.n.weight} (d or the width below; width), {@code
 *       tower.n.bias} (width), where d is h, with time 2c more, with age {@value #AGES} more. These
 *       last rows belong to the age of the training example: a served session is new, its age is 0,
 *       and they are left out
 * </ul>
 */
public final class YoutubeDnnKind implements ModelKind {
    /** The age a of an example goes into the tower as a, a² and √a. */
    public static final int AGES = 3;

    private static final float[] NONE = {};
    private static final String LAYERS = "tower.";
    private static final int PACKED_COPIES = 3; // without the ages, then packed, their columns padded

    @Override
    public String name() {
        return "youtube-dnn";
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
        int items = bundle.vocabulary().size();
        int[] widths = tensors.settings("layers");
        int h = widths[widths.length - 1];
        String context = tensors.choice("context", "none", "age", "time", "all");
        boolean timed = context.equals("time") || context.equals("all");
        int ages = context.equals("age") || context.equals("all") ? AGES : 0;
        int c = timed ? tensors.setting("context_width") : 0;
        boolean shared = tensors.choice("embedding", "shared", "separate").equals("shared");
        float[] rows = tensors.floats(shared ? ItemTensors.EMBEDDING : "item.input", items, h);
        float[] hours = timed ? tensors.floats("context.hour", CalendarTime.HOURS, c) : NONE;
        float[] weekdays = timed ? tensors.floats("context.weekday", CalendarTime.WEEKDAYS, c) : NONE;

        double inputs = Magnitudes.largestSum(rows, h) + ages;
        if (timed) {
            inputs += Magnitudes.largestSum(hours, c) + Magnitudes.largestSum(weekdays, c);
        }
        List<DenseLayer> layers = new ArrayList<>();
        List<float[]> biases = new ArrayList<>();
        double largest = 0;
        int below = h + 2 * c + ages;
        for (int width : widths) {
            String layer = LAYERS + layers.size() + ".";
            float[] matrix = tensors.floats(layer + "weight", below, width);
            float[] bias = tensors.floats(layer + "bias", width);
            largest = inputs * Magnitudes.largest(matrix) + Magnitudes.largest(bias);
            Magnitudes.require("the weights of layer \"" + layer + "\" times its inputs", largest);
            layers.add(
                    layers.isEmpty()
                            ? layer(arithmetic, below - ages, width, Arrays.copyOf(matrix, (below - ages) * width))
                            : layer(arithmetic, below, width, matrix));
            biases.add(bias);
            inputs = largest * width;
            below = width;
        }
        ItemHead head = ItemTensors.head(tensors, items, h, largest);
        YoutubeDnnEncoder encoder = new YoutubeDnnEncoder(
                rows, h, tensors.setting("window"), 1 - tensors.share("decay"), hours, weekdays, c, layers, biases);
        return new EncoderModel(bundle.vocabulary(), encoder, head, arithmetic.scoring(head));
    }

    private static DenseLayer layer(Arithmetic arithmetic, int inputWidth, int width, float[] matrix) {
        DenseWeights weights = new DenseWeights(inputWidth, width, matrix, Activation.RELU);
        return arithmetic.usesVectorApi() ? new VectorDenseLayer(weights) : new PlainDenseLayer(weights);
    }
}
