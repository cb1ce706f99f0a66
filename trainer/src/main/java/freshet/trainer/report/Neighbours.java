package freshet.trainer.report;

import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.Tensor;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** A few items of a model with an item embedding, each with those whose vectors have the greatest cosine with its own. */
record Neighbours(List<Item> items) {
    private static final int NEAREST = 8;

    /**
     * An item and its neighbours.
     *
     * @param role why it was picked, for example {@code Most popular}
     */
    record Item(String role, String item, String events, List<Neighbour> neighbours) {}

    /** A neighbour, the nearest first. */
    record Neighbour(String item, String cosine, String events) {}

    /** Empty if the model has no embedding with a row per item. */
    static Optional<Neighbours> of(ModelBundle bundle) {
        return bundle.weights().get("item.embedding") instanceof Tensor.Floats embedding
                ? Optional.of(new Neighbours(picked(bundle.vocabulary().size()).entrySet().stream()
                        .map(pick -> item(bundle, embedding, pick.getValue(), pick.getKey()))
                        .toList()))
                : Optional.empty();
    }

    /** Rows by role; the vocabulary has the most supported item first. A small vocabulary gives fewer. */
    private static Map<Integer, String> picked(int items) {
        Map<Integer, String> roles = new LinkedHashMap<>();
        roles.put(0, "The most popular item");
        roles.putIfAbsent(items / 100, "At 1 % of the items by popularity");
        roles.putIfAbsent(items / 2, "The median item");
        roles.putIfAbsent(items - 1, "One of the rarest");
        return roles;
    }

    private static Item item(ModelBundle bundle, Tensor.Floats embedding, String role, int row) {
        float[] cosines = cosines(embedding, row);
        return new Item(
                role,
                bundle.vocabulary().item(row),
                Numbers.counted(bundle.support()[row], "event"),
                IntStream.range(0, cosines.length)
                        .filter(other -> other != row)
                        .boxed()
                        .sorted(Comparator.comparingDouble(other -> -cosines[other]))
                        .limit(NEAREST)
                        .map(other -> new Neighbour(
                                bundle.vocabulary().item(other),
                                Numbers.decimal(cosines[other], 3),
                                Numbers.count(bundle.support()[other])))
                        .toList());
    }

    /**
     * cos(a, b) = a·b / (|a| |b|), and 0 where a vector is zero.
     *
     * @param embedding (V, h)
     * @return the cosine of one row with every row (V)
     */
    static float[] cosines(Tensor.Floats embedding, int row) {
        int items = embedding.shape()[0];
        double[] norms = IntStream.range(0, items)
                .mapToDouble(other -> Math.sqrt(dot(embedding, other, other)))
                .toArray();
        float[] cosines = new float[items];
        for (int other = 0; other < items; other++) {
            double norm = norms[row] * norms[other];
            cosines[other] = norm == 0 ? 0 : (float) (dot(embedding, row, other) / norm);
        }
        return cosines;
    }

    private static double dot(Tensor.Floats embedding, int a, int b) {
        int width = embedding.shape()[1];
        double sum = 0;
        for (int i = 0; i < width; i++) {
            sum += (double) embedding.values()[a * width + i] * embedding.values()[b * width + i];
        }
        return sum;
    }
}
