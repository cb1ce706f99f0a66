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

/** Every second item has three successors, two of them as frequent. */
public final class MarkovKindExample implements KindExample {

    @Override
    public List<ModelBundle> bundles(long seed, int items, int width) {
        long[] offsets =
                IntStream.rangeClosed(0, items).mapToLong(row -> row / 2 * 3L).toArray();
        int[] next = IntStream.range(0, items / 2 * 3)
                .map(pair -> (pair / 3 + pair % 3) % items)
                .toArray();
        long[] counts = new long[next.length];
        Arrays.setAll(counts, pair -> pair % 3 == 0 ? 5 : 2);
        return List.of(TinyBundles.of(
                "markov",
                JsonNodeFactory.instance.objectNode(),
                items,
                Map.of(
                        "markov.offsets", new Tensor.Longs(new int[] {items + 1}, offsets),
                        "markov.next", new Tensor.Ints(new int[] {next.length}, next),
                        "markov.count", new Tensor.Longs(new int[] {next.length}, counts))));
    }
}
