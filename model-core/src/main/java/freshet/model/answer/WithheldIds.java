package freshet.model.answer;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The items that may not be recommended now, by external id: models come and go, and an item that
 * none of them knows yet is withheld from the next one too. One thread changes it; any thread may
 * derive the rows of a model meanwhile.
 */
public final class WithheldIds {
    private final Set<String> ids = ConcurrentHashMap.newKeySet();
    private final Set<RuleRows> followers = ConcurrentHashMap.newKeySet();

    /** Withholds an item, or releases it; the rows of every model that is open follow at once. */
    public void set(String itemId, boolean withheld) {
        boolean changed = withheld ? ids.add(itemId) : ids.remove(itemId);
        if (changed) {
            followers.forEach(rows -> rows.refresh(itemId));
        }
    }

    /** Whether an item is withheld. */
    public boolean contains(String itemId) {
        return ids.contains(itemId);
    }

    /** Number of items withheld. */
    public int size() {
        return ids.size();
    }

    /** Tells the rows of every model that is open of a change of what else is known of an item. */
    public void changed(String itemId) {
        followers.forEach(rows -> rows.refresh(itemId));
    }

    void forEach(Consumer<String> taker) {
        ids.forEach(taker);
    }

    void follow(RuleRows rows) {
        followers.add(rows);
    }

    void forget(RuleRows rows) {
        followers.remove(rows);
    }
}
