package freshet.model.kind.baseline;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.Tensor;
import freshet.model.kind.KindExample;
import freshet.model.kind.TinyBundles;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Every item has three weights, or as many as there are items; once with the last item alone. */
public final class SlistKindExample implements KindExample {

    @Override
    public List<ModelBundle> bundles(long seed, int items, int width) {
        int perItem = Math.min(3, items);
        long[] offsets = IntStream.rangeClosed(0, items)
                .mapToLong(row -> (long) row * perItem)
                .toArray();
        int[] next = IntStream.range(0, items)
                .flatMap(row -> IntStream.range(row, row + perItem)
                        .map(other -> other % items)
                        .sorted())
                .toArray();
        Random random = new Random(seed);
        float[] weights = new float[next.length];
        for (int rule = 0; rule < weights.length; rule++) {
            weights[rule] = 0.1f + random.nextFloat();
        }
        Map<String, Tensor> tensors = Map.of(
                "rules.offsets", new Tensor.Longs(new int[] {items + 1}, offsets),
                "rules.next", new Tensor.Ints(new int[] {next.length}, next),
                "rules.weight", Tensor.floats(weights, weights.length));
        return List.of(bundle(0.4, items, tensors), bundle(0, items, tensors));
    }

    static ModelBundle bundle(double decay, int items, Map<String, Tensor> tensors) {
        return TinyBundles.of(
                "slist", JsonNodeFactory.instance.objectNode().put("position_decay", decay), items, tensors);
    }
}
