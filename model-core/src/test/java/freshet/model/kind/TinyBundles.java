package freshet.model.kind;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.model.NextItemModel;
import freshet.model.PopularItems;
import freshet.model.Vocabulary;
import freshet.model.arithmetic.Arithmetic;
import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.SelfTestCase;
import freshet.model.bundle.Tensor;
import freshet.model.load.ServedModel;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Small models with random weights. */
public final class TinyBundles {
    private TinyBundles() {}

    /**
     * A GRU model over items {@code i0}, {@code i1}, … with supports that fall from the first to
     * the last.
     */
    public static ModelBundle gru(long seed, int items, int width, SelfTestCase... selfTest) {
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

    /** A model of any kind over the same items, of which two and two have the same support. */
    public static ModelBundle of(String kind, ObjectNode configuration, int items, Map<String, Tensor> weights) {
        return new ModelBundle(
                kind,
                configuration,
                JsonNodeFactory.instance.objectNode(),
                Map.of(),
                new Vocabulary(
                        IntStream.range(0, items).mapToObj(row -> "i" + row).toList()),
                IntStream.range(0, items).mapToLong(row -> items - row / 2).toArray(),
                weights,
                List.of());
    }

    /** The same bundle with a self-test. */
    public static ModelBundle tested(ModelBundle bundle, SelfTestCase... selfTest) {
        return new ModelBundle(
                bundle.kind(),
                bundle.configuration(),
                bundle.provenance(),
                bundle.metrics(),
                bundle.vocabulary(),
                bundle.support(),
                bundle.weights(),
                List.of(selfTest));
    }

    public static ServedModel served(ModelBundle bundle, long version) {
        return new ServedModel(version, build(bundle), new PopularItems(bundle.support()));
    }

    /** The model of a bundle, computed by what this JVM has. */
    public static NextItemModel build(ModelBundle bundle) {
        return build(bundle, Arithmetic.DEFAULT);
    }

    /** The model of a bundle. */
    public static NextItemModel build(ModelBundle bundle, Arithmetic arithmetic) {
        return ModelKinds.named(bundle.kind()).build(bundle, arithmetic);
    }

    /** Random weights. */
    public static Tensor.Floats gaussians(Random random, int... shape) {
        float[] values = new float[IntStream.of(shape).reduce(1, (a, b) -> a * b)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian() * 0.5f;
        }
        return Tensor.floats(values, shape);
    }
}
