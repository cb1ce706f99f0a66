package freshet.trainer.report;

import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.Tensor;
import freshet.model.kind.ItemCosines;
import freshet.model.kind.ItemTensors;
import freshet.model.kind.RelatedItems.Related;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A few items of a model with an item embedding, each with those whose vectors have the greatest
 * cosine with its own.
 */
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
        return bundle.weights().get(ItemTensors.EMBEDDING) instanceof Tensor.Floats embedding
                ? Optional.of(of(bundle, new ItemCosines(embedding)))
                : Optional.empty();
    }

    private static Neighbours of(ModelBundle bundle, ItemCosines cosines) {
        List<Item> items = new ArrayList<>();
        picked(bundle.vocabulary().size())
                .forEach((row, role) -> items.add(item(bundle, cosines.of(row, NEAREST), role, row)));
        return new Neighbours(List.copyOf(items));
    }

    /**
     * Rows by role; the vocabulary has the most supported item first. A small vocabulary gives
     * fewer.
     */
    private static Map<Integer, String> picked(int items) {
        Map<Integer, String> roles = new LinkedHashMap<>();
        roles.put(0, "The most popular item");
        roles.putIfAbsent(items / 100, "At 1 % of the items by popularity");
        roles.putIfAbsent(items / 2, "The median item");
        roles.putIfAbsent(items - 1, "One of the rarest");
        return roles;
    }

    private static Item item(ModelBundle bundle, List<Related> nearest, String role, int row) {
        return new Item(
                role,
                bundle.vocabulary().item(row),
                Numbers.counted(bundle.support()[row], "event"),
                nearest.stream()
                        .map(other -> new Neighbour(
                                bundle.vocabulary().item(other.row()),
                                Numbers.decimal(other.value(), 3),
                                Numbers.count(bundle.support()[other.row()])))
                        .toList());
    }
}
