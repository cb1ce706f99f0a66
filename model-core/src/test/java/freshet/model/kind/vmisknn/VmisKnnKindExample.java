package freshet.model.kind.vmisknn;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.Tensor;
import freshet.model.kind.KindExample;
import freshet.model.kind.TinyBundles;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** As many past sessions as items, session s with the items s and s + 1. */
public final class VmisKnnKindExample implements KindExample {

    @Override
    public List<ModelBundle> bundles(long seed, int items, int width) {
        long[] offsets =
                IntStream.rangeClosed(0, items).mapToLong(row -> 2L * row).toArray();
        int[] sessionItems = IntStream.range(0, items)
                .flatMap(session -> IntStream.of(session, (session + 1) % items).sorted())
                .toArray();
        int[] itemSessions = IntStream.range(0, items)
                .flatMap(item -> IntStream.of(item, (item + items - 1) % items).sorted())
                .toArray();
        float[] weights = new float[items];
        Random random = new Random(seed);
        for (int item = 0; item < items; item++) {
            weights[item] = 1 + random.nextFloat();
        }
        Map<String, Tensor> tensors = Map.of(
                "vmis.item.offsets", new Tensor.Longs(new int[] {items + 1}, offsets),
                "vmis.item.sessions", new Tensor.Ints(new int[] {itemSessions.length}, itemSessions),
                "vmis.session.offsets", new Tensor.Longs(new int[] {items + 1}, offsets.clone()),
                "vmis.session.items", new Tensor.Ints(new int[] {sessionItems.length}, sessionItems),
                "vmis.weight", Tensor.floats(weights, items));
        return List.of(
                TinyBundles.of("vmis-knn", configuration(10, 4, 9, 0), items, tensors),
                TinyBundles.of("vmis-knn", configuration(3, 2, 2, 0.5), items, tensors));
    }

    static ObjectNode configuration(int recent, int neighbours, int lastItems, double repeatShare) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("recent_sessions", recent)
                .put("neighbours", neighbours)
                .put("last_items", lastItems)
                .put("repeat_share", repeatShare);
    }
}
