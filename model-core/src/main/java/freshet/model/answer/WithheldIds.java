package freshet.model.answer;

import freshet.model.Vocabulary;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The items that may not be recommended now, by external id: models come and go, and an item that
 * none of them knows yet is withheld from the next one too. One thread changes it; any thread may
 * derive the rows of a model meanwhile.
 */
public final class WithheldIds {
    private final Set<String> ids = ConcurrentHashMap.newKeySet();
    private final Set<WithheldRows> followers = ConcurrentHashMap.newKeySet();

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

    /**
     * The rows of a model that are withheld, which follow these ids until they are closed. Looks at
     * every id: not for the hot path.
     */
    WithheldRows rows(Vocabulary vocabulary) {
        WithheldRows rows = new WithheldRows(this, vocabulary);
        followers.add(rows); // first: what changes from here on is refreshed by the thread that changes it
        ids.forEach(rows::refresh);
        return rows;
    }

    void forget(WithheldRows rows) {
        followers.remove(rows);
    }
}
