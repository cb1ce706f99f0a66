package freshet.model.kind.baseline;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.Tensor;
import freshet.model.kind.KindExample;
import freshet.model.kind.TinyBundles;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Every item has three rules, or as many as there are items; two of them weigh the same. */
public final class SequentialRulesKindExample implements KindExample {

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
        float[] weights = new float[next.length];
        Arrays.fill(weights, 0.5f);
        for (int rule = 0; rule < weights.length; rule += perItem) {
            weights[rule] = 1 + 1f / 3;
        }
        return List.of(TinyBundles.of(
                "sequential-rules",
                JsonNodeFactory.instance.objectNode().put("steps", 10),
                items,
                Map.of(
                        "rules.offsets", new Tensor.Longs(new int[] {items + 1}, offsets),
                        "rules.next", new Tensor.Ints(new int[] {next.length}, next),
                        "rules.weight", Tensor.floats(weights, weights.length))));
    }
}
