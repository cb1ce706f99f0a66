package freshet.model.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers item ids in the order of their first appearance. For one thread. */
public final class ItemNumbers {
    private final List<String> ids = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    /** The number of an id, from 0; the next one if it is new. */
    public int of(String id) {
        Integer known = numbers.get(id);
        if (known != null) {
            return known;
        }
        ids.add(id);
        numbers.put(id, ids.size() - 1);
        return ids.size() - 1;
    }

    /** All ids by number: those so far. */
    public List<String> ids() {
        return List.copyOf(ids);
    }
}
