package freshet.cli.rollout;

import java.util.HashMap;
import java.util.Map;

/** A number for each item id, from 0 in the order of coming. For one thread. */
final class ItemNumbers {
    private final Map<String, Integer> numbers = new HashMap<>();

    int number(String itemId) {
        Integer known = numbers.putIfAbsent(itemId, numbers.size());
        return known == null ? numbers.size() - 1 : known;
    }
}
