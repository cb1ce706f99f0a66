package freshet.serving.testing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.model.Vocabulary;
import freshet.model.bundle.BundleFile;
import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.SelfTestCase;
import freshet.model.bundle.Tensor;
import freshet.schema.ModelAnnouncement;
import freshet.serving.Announcement;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A small real model with random weights, and beside it the same mathematics written a second time
 * in double precision: the independent source of expected probabilities.
 *
 * <pre>
 *   r = σ(x W_r + h U_r + b_r)   z = σ(x W_z + h U_z + b_z)
 *   n = tanh(x W_n + (r ⊙ h) U_n + b_n)   h ← (1 − z) h + z n
 *   p = softmax(E h + c)
 * </pre>
 */
public final class TinyGru {
    private static final int WIDTH = 8; // of embedding and hidden state alike

    private final List<String> items;
    private final float[] embedding; // E (items, WIDTH)
    private final float[] bias; // c (items)
    private final float[] input; // W (WIDTH, 3 · WIDTH), columns r | z | n
    private final float[] recurrent; // U (WIDTH, 3 · WIDTH)
    private final float[] gateBias; // b (3 · WIDTH)

    /** A model that knows {@code i0}, {@code i1} and so on. */
    public TinyGru(int itemCount, long seed) {
        items = IntStream.range(0, itemCount).mapToObj(i -> "i" + i).toList();
        Random random = new Random(seed);
        embedding = gaussian(itemCount * WIDTH, random);
        bias = gaussian(itemCount, random);
        input = gaussian(WIDTH * 3 * WIDTH, random);
        recurrent = gaussian(WIDTH * 3 * WIDTH, random);
        gateBias = gaussian(3 * WIDTH, random);
    }

    private static float[] gaussian(int length, Random random) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian() * 0.7f;
        }
        return values;
    }

    public List<String> items() {
        return items;
    }

    /** The probability of every item after a session of known items; items are by row. */
    public double[] probabilities(List<String> session) {
        double[] hidden = new double[WIDTH];
        for (String item : session) {
            hidden = step(items.indexOf(item), hidden);
        }
        double[] scores = new double[items.size()];
        double sum = 0;
        for (int row = 0; row < scores.length; row++) {
            double score = bias[row];
            for (int j = 0; j < WIDTH; j++) {
                score += embedding[row * WIDTH + j] * hidden[j];
            }
            scores[row] = Math.exp(score);
            sum += scores[row];
        }
        for (int row = 0; row < scores.length; row++) {
            scores[row] /= sum;
        }
        return scores;
    }

    private double[] step(int row, double[] hidden) {
        double[] next = new double[WIDTH];
        double[] gated = new double[WIDTH];
        for (int j = 0; j < WIDTH; j++) {
            gated[j] = sigmoid(gate(row, hidden, j)) * hidden[j];
        }
        for (int j = 0; j < WIDTH; j++) {
            double z = sigmoid(gate(row, hidden, WIDTH + j));
            double n = Math.tanh(gate(row, gated, 2 * WIDTH + j));
            next[j] = (1 - z) * hidden[j] + z * n;
        }
        return next;
    }

    private double gate(int row, double[] hidden, int column) {
        double sum = gateBias[column];
        for (int i = 0; i < WIDTH; i++) {
            sum += embedding[row * WIDTH + i] * input[i * 3 * WIDTH + column];
            sum += hidden[i] * recurrent[i * 3 * WIDTH + column];
        }
        return sum;
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /** The rows from the most to the least probable. */
    public static List<Integer> ranking(double[] probabilities) {
        return IntStream.range(0, probabilities.length)
                .boxed()
                .sorted((a, b) -> Double.compare(probabilities[b], probabilities[a]))
                .toList();
    }

    /** The model as a bundle; item {@code i0} is the most popular, then {@code i1} and so on. */
    public ModelBundle bundle() {
        ObjectNode configuration = JsonNodeFactory.instance.objectNode();
        configuration.put("embedding", "shared").put("embedding_width", WIDTH).put("gru", "reset-before");
        configuration.putArray("layers").add(WIDTH);
        long[] support = IntStream.range(0, items.size())
                .mapToLong(row -> items.size() - row)
                .toArray();
        return new ModelBundle(
                "gru4rec",
                configuration,
                JsonNodeFactory.instance.objectNode(),
                Map.of(),
                new Vocabulary(items),
                support,
                Map.of(
                        "item.embedding", Tensor.floats(embedding, items.size(), WIDTH),
                        "item.bias", Tensor.floats(bias, items.size()),
                        "gru.0.input", Tensor.floats(input, WIDTH, 3 * WIDTH),
                        "gru.0.recurrent", Tensor.floats(recurrent, WIDTH, 3 * WIDTH),
                        "gru.0.bias", Tensor.floats(gateBias, 3 * WIDTH)),
                List.of(selfTest(List.of("i0")), selfTest(List.of("i1", "i2", "i0"))));
    }

    private SelfTestCase selfTest(List<String> session) {
        double[] probabilities = probabilities(session);
        List<String> best = new ArrayList<>();
        List<Float> theirs = new ArrayList<>();
        for (int row : ranking(probabilities).subList(0, 3)) {
            best.add(items.get(row));
            theirs.add((float) probabilities[row]);
        }
        return new SelfTestCase(session, best, theirs);
    }

    /** Writes the bundle into a folder and announces it. */
    public Announcement publish(Path folder, long version) {
        Path file = folder.resolve("model-" + version + ".safetensors");
        BundleFile.write(file, bundle());
        return announcement(file, BundleFile.sha256(file), version);
    }

    /** The announcement of a file as model {@code default}. */
    public static Announcement announcement(Path file, String sha256, long version) {
        return new Announcement(
                "default",
                ModelAnnouncement.newBuilder()
                        .setVersion(version)
                        .setUri(file.toUri().toString())
                        .setSha256(sha256)
                        .setCreatedAt(Instant.EPOCH)
                        .build());
    }
}
