package freshet.cli.rollout;

import java.util.HashMap;
import java.util.Map;

/**
 * A number for each recommended item, from 0 in the order of coming. There are as many as the two
 * models know. What visitors look at may be anything, and gets none. For one thread.
 */
final class ItemNumbers {
    /** Of an item that was never recommended. */
    static final int NONE = -1;

    private final Map<Long, Integer> numbers = new HashMap<>(); // by the id's hash

    /** The number of a recommended item. */
    int number(String itemId) {
        Integer known = numbers.putIfAbsent(TextHash.of(itemId), numbers.size());
        return known == null ? numbers.size() - 1 : known;
    }

    /** @param itemHash see {@link TextHash} */
    int find(long itemHash) {
        return numbers.getOrDefault(itemHash, NONE);
    }
}
