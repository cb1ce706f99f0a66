package freshet.model.kind;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.Tensor;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Small recurrent models with random weights. */
public final class RecurrentExamples {
    private RecurrentExamples() {}

    /**
     * Two layers on a separate embedding or on one-hot items, or one layer on a shared one.
     *
     * @param cell name of the cell
     * @param blocks of columns that it has
     */
    public static ModelBundle of(
            String kind, String cell, String variant, int blocks, String embedding, long seed, int items, int width) {
        Random random = new Random(seed);
        boolean shared = embedding.equals("shared");
        int[] widths = shared ? new int[] {width} : new int[] {width + 1, width};
        int below = shared ? width : width + 2;
        Map<String, Tensor> weights = new TreeMap<>();
        weights.put("item.embedding", TinyBundles.gaussians(random, items, width));
        weights.put("item.bias", TinyBundles.gaussians(random, items));
        ObjectNode configuration = JsonNodeFactory.instance.objectNode();
        configuration.put("embedding", embedding).put(cell, variant);
        if (embedding.equals("separate")) {
            weights.put("item.input", TinyBundles.gaussians(random, items, below));
        }
        if (embedding.equals("one-hot")) {
            below = items;
        } else {
            configuration.put("embedding_width", below);
        }
        for (int layer = 0; layer < widths.length; layer++) {
            String name = cell + "." + layer + ".";
            int columns = blocks * widths[layer];
            weights.put(name + "input", TinyBundles.gaussians(random, below, columns));
            weights.put(name + "recurrent", TinyBundles.gaussians(random, widths[layer], columns));
            weights.put(name + "bias", TinyBundles.gaussians(random, columns));
            below = widths[layer];
            configuration.withArray("layers").add(below);
        }
        return TinyBundles.of(kind, configuration, items, weights);
    }
}
