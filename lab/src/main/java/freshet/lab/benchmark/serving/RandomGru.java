package freshet.lab.benchmark.serving;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.model.Vocabulary;
import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.SelfTestCase;
import freshet.model.bundle.Tensor;
import freshet.trainer.bundle.RankedItem;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * A GRU4Rec of any size with random weights, in a bundle that a job takes. Its self-test is
 * computed here in double precision:
 *
 * <pre>
 *   r = σ(x W_r + h U_r + b_r)     n = tanh(x W_n + (r ⊙ h) U_n + b_n)
 *   z = σ(x W_z + h U_z + b_z)     h ← (1 − z) h + z n     p = softmax(E h + c)
 * </pre>
 *
 * Nothing in it is worth recommending; it costs what a trained one costs. The serving benchmark
 * measures this kind alone, so its tensors and settings are named here and nowhere else in the
 * laboratory. For one thread.
 */
public final class RandomGru {
    /** What the self-test's sessions need. */
    public static final int LEAST_ITEMS = 3;

    private static final int LISTED = 20; // items in an answer of the self-test
    private static final float SPREAD = 3f; // of a score's standard deviation, so that some items stand out

    private final int items;
    private final int width;
    private final float[] embedding; // E (items, width)
    private final float[] bias; // c (items)
    private final float[] input; // W (width, 3 · width), columns r | z | n
    private final float[] recurrent; // U (width, 3 · width)
    private final float[] gateBias; // b (3 · width)

    /**
     * @param items at least {@value #LEAST_ITEMS}, named {@link #item}
     * @param width of the embedding and of the one layer
     * @param seed other weights for another seed
     */
    public RandomGru(int items, int width, long seed) {
        this.items = items;
        this.width = width;
        SplittableRandom random = new SplittableRandom(seed);
        float scale = (float) (1 / Math.sqrt(width));
        embedding = uniform(Math.multiplyExact(items, width), SPREAD * scale, random);
        bias = uniform(items, 1, random);
        input = uniform(width * 3 * width, scale, random);
        recurrent = uniform(width * 3 * width, scale, random);
        gateBias = uniform(3 * width, 1, random);
    }

    /** The id of the item of a row. */
    public static String item(int row) {
        return "item" + row;
    }

    /** The bundle; the item of row 0 is the most popular. */
    public ModelBundle bundle() {
        ObjectNode configuration = JsonNodeFactory.instance
                .objectNode()
                .put("embedding", "shared")
                .put("embedding_width", width)
                .put("gru", "reset-before");
        configuration.putArray("layers").add(width);
        return new ModelBundle(
                "gru4rec",
                configuration,
                JsonNodeFactory.instance.objectNode().put("trainer", "none: random weights of a benchmark"),
                Map.of(),
                new Vocabulary(
                        IntStream.range(0, items).mapToObj(RandomGru::item).toList()),
                LongStream.range(0, items).map(row -> items - row).toArray(),
                Map.of(
                        "item.embedding", Tensor.floats(embedding, items, width),
                        "item.bias", Tensor.floats(bias, items),
                        "gru.0.input", Tensor.floats(input, width, 3 * width),
                        "gru.0.recurrent", Tensor.floats(recurrent, width, 3 * width),
                        "gru.0.bias", Tensor.floats(gateBias, 3 * width)),
                List.of(selfTest(0), selfTest(1, 2, 0), selfTest(items - 1, items - 1)));
    }

    private SelfTestCase selfTest(int... session) {
        List<RankedItem> best = RankedItem.best(probabilities(session), LISTED);
        return new SelfTestCase(
                Arrays.stream(session).mapToObj(RandomGru::item).toList(),
                best.stream().map(ranked -> item(ranked.row())).toList(),
                best.stream().map(RankedItem::probability).toList());
    }

    private double[] probabilities(int[] session) {
        double[] hidden = new double[width];
        for (int row : session) {
            hidden = step(row, hidden);
        }
        double[] probabilities = new double[items];
        double sum = 0;
        for (int row = 0; row < items; row++) {
            double score = bias[row];
            for (int j = 0; j < width; j++) {
                score += embedding[row * width + j] * hidden[j];
            }
            probabilities[row] = Math.exp(score);
            sum += probabilities[row];
        }
        for (int row = 0; row < items; row++) {
            probabilities[row] /= sum;
        }
        return probabilities;
    }

    private double[] step(int row, double[] hidden) {
        double[] gated = new double[width];
        double[] next = new double[width];
        for (int j = 0; j < width; j++) {
            gated[j] = sigmoid(gate(row, hidden, j)) * hidden[j];
        }
        for (int j = 0; j < width; j++) {
            double z = sigmoid(gate(row, hidden, width + j));
            next[j] = (1 - z) * hidden[j] + z * Math.tanh(gate(row, gated, 2 * width + j));
        }
        return next;
    }

    /** One column of x W + h U + b, x the embedding of a row. */
    private double gate(int row, double[] hidden, int column) {
        double sum = gateBias[column];
        for (int i = 0; i < width; i++) {
            sum += embedding[row * width + i] * input[i * 3 * width + column];
            sum += hidden[i] * recurrent[i * 3 * width + column];
        }
        return sum;
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static float[] uniform(int length, float most, SplittableRandom random) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = most * (2 * (float) random.nextDouble() - 1);
        }
        return values;
    }
}
