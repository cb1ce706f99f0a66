package freshet.model.serving;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.model.Vocabulary;
import freshet.model.baseline.PopularItems;
import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.SelfTestCase;
import freshet.model.bundle.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Small models with random weights. */
final class TinyBundles {
    private TinyBundles() {}

    /** A GRU model over items {@code i0}, {@code i1}, … with supports that fall from the first to the last. */
    static ModelBundle gru(long seed, int items, int width, SelfTestCase... selfTest) {
        Random random = new Random(seed);
        Map<String, Tensor> weights = new TreeMap<>();
        weights.put("item.embedding", gaussians(random, items, width));
        weights.put("item.bias", gaussians(random, items));
        weights.put("gru.0.input", gaussians(random, width, 3 * width));
        weights.put("gru.0.recurrent", gaussians(random, width, 3 * width));
        weights.put("gru.0.bias", gaussians(random, 3 * width));
        ObjectNode configuration = JsonNodeFactory.instance.objectNode();
        configuration.put("embedding", "shared").put("embedding_width", width).put("gru", "reset-before");
        configuration.putArray("layers").add(width);
        return new ModelBundle(
                "gru4rec",
                configuration,
                JsonNodeFactory.instance.objectNode(),
                Map.of(),
                new Vocabulary(
                        IntStream.range(0, items).mapToObj(row -> "i" + row).toList()),
                IntStream.range(0, items).mapToLong(row -> items - row).toArray(),
                weights,
                List.of(selfTest));
    }

    static ServedModel served(ModelBundle bundle, long version) {
        return new ServedModel(version, ModelKinds.build(bundle), new PopularItems(bundle.support()));
    }

    private static Tensor.Floats gaussians(Random random, int... shape) {
        float[] values = new float[IntStream.of(shape).reduce(1, (a, b) -> a * b)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian() * 0.5f;
        }
        return Tensor.floats(values, shape);
    }
}
