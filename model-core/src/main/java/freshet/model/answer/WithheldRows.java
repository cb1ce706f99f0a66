package freshet.model.answer;

import freshet.model.Vocabulary;
import freshet.model.WithheldItems;
import java.util.BitSet;
import java.util.OptionalInt;

/**
 * {@link WithheldIds} as rows of one model. A row is always set, under a lock, to what the ids say
 * at that moment. So the thread that fills this one in and the thread that changes the ids may come
 * in any order.
 */
final class WithheldRows implements AutoCloseable {
    private final WithheldIds ids;
    private final Vocabulary vocabulary;
    private final BitSet rows = new BitSet(); // guarded by this
    private WithheldItems items = WithheldItems.NONE;
    private boolean changed; // since items was made

    WithheldRows(WithheldIds ids, Vocabulary vocabulary) {
        this.ids = ids;
        this.vocabulary = vocabulary;
    }

    synchronized void refresh(String itemId) {
        OptionalInt row = vocabulary.row(itemId);
        if (row.isPresent() && rows.get(row.getAsInt()) != ids.contains(itemId)) {
            rows.flip(row.getAsInt());
            changed = true;
        }
    }

    /**
     * What is withheld now: the same object until that changes, one bit per row of the vocabulary.
     */
    synchronized WithheldItems items() {
        if (changed) {
            items = new WithheldItems(rows);
            changed = false;
        }
        return items;
    }

    /** Follows the ids no longer. */
    @Override
    public void close() {
        ids.forget(this);
    }
}
