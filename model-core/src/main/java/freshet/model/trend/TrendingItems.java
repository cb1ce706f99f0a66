package freshet.model.trend;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lists of trending items as they were told last: that of all items, and one per category. It takes
 * the memory of the lists. Threads share it.
 */
public final class TrendingItems {
    private static final String ALL = "";

    private final String attribute;
    private final Map<String, List<CountedItem>> lists = new ConcurrentHashMap<>();

    /** @param attribute whose values are the categories; empty: only all items have a list */
    public TrendingItems(String attribute) {
        this.attribute = attribute;
    }

    /** The attribute whose values are the categories, if there are any. */
    public Optional<String> attribute() {
        return Optional.of(attribute).filter(name -> !name.isEmpty());
    }

    /**
     * Takes a list in place of the one before.
     *
     * @param category of all its items; empty: the list of all items
     * @param items best first; none: the list is forgotten
     */
    public void tell(Optional<String> category, List<CountedItem> items) {
        String key = category.orElse(ALL);
        if (items.isEmpty()) {
            lists.remove(key);
        } else {
            lists.put(key, List.copyOf(items));
        }
    }

    /** The list of a category, or of all items; empty where none was told. */
    public List<CountedItem> of(Optional<String> category) {
        return lists.getOrDefault(category.orElse(ALL), List.of());
    }

    /** Forgets all lists. */
    public void forget() {
        lists.clear();
    }
}
