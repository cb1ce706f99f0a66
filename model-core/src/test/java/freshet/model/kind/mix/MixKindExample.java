package freshet.model.kind.mix;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.Tensor;
import freshet.model.kind.KindExample;
import freshet.model.kind.ModelKinds;
import freshet.model.kind.TinyBundles;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A recurrent model with one that counts; a window with a recurrent one of fewer items; two that
 * count; two recurrent ones.
 */
public final class MixKindExample implements KindExample {

    @Override
    public List<ModelBundle> bundles(long seed, int items, int width) {
        return List.of(
                mix(items, part("gru4rec", seed, items, width), part("markov", seed, items, width)),
                mix(items, part("stamp", seed, items, width), part("gru4rec", seed + 1, items - items / 5, width + 1)),
                mix(items, part("vmis-knn", seed, items, width), part("markov", seed, items, width)),
                mix(items, part("gru4rec", seed, items, width), part("gru4rec", seed + 1, items, width)));
    }

    static ModelBundle part(String kind, long seed, int items, int width) {
        return KindExample.of(ModelKinds.named(kind))
                .bundles(seed, items, width)
                .get(0);
    }

    /** The models know the last items alone, in the opposite order where they are fewer. */
    static ModelBundle mix(int items, ModelBundle... parts) {
        ObjectNode configuration = JsonNodeFactory.instance.objectNode();
        configuration.putArray("lengths").add(1).add(2).add(4);
        ArrayNode listed = configuration.putArray("parts");
        Map<String, Tensor> weights = new TreeMap<>();
        for (ModelBundle part : parts) {
            int index = listed.size();
            ObjectNode described = listed.addObject().put("kind", part.kind()).put("sharpness", 1 - 0.25 * index);
            described.set("configuration", part.configuration());
            ArrayNode shares = described.putArray("weights");
            for (double first : new double[] {0.3, 0.6, 0.75}) {
                shares.add(index == 0 ? first : (1 - first) / (parts.length - 1));
            }
            part.weights().forEach((name, tensor) -> weights.put(index + "." + name, tensor));
            int known = part.vocabulary().size();
            int[] rows = IntStream.range(0, known)
                    .map(row -> known == items ? row : items - 1 - row)
                    .toArray();
            weights.put(index + ".mix.rows", new Tensor.Ints(new int[] {known}, rows));
            weights.put(index + ".mix.support", new Tensor.Longs(new int[] {known}, part.support()));
        }
        return TinyBundles.of("mix", configuration, items, weights);
    }
}
