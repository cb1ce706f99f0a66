package freshet.model.encoder;

import freshet.model.SessionBatch;
import freshet.model.scoring.OwnItemBias;

/**
 * The different items of one session, newest first, with what is added to their scores. Holds
 * scratch that grows with the longest session: for one thread.
 */
public final class OwnItems {
    private final OwnItemBias bias;
    private int[] rows = {};
    private int[] times = {};
    private int count;

    /** @param bias not empty */
    public OwnItems(OwnItemBias bias) {
        this.bias = bias;
    }

    /** Takes in the items of a session. */
    public void read(SessionBatch batch, int session) {
        clear(batch.length(session));
        for (int position = batch.length(session) - 1; position >= 0; position--) {
            add(batch.item(session, position));
        }
    }

    /** The same of rows, oldest first. */
    public void read(int[] session) {
        clear(session.length);
        for (int position = session.length - 1; position >= 0; position--) {
            add(session[position]);
        }
    }

    private void clear(int most) {
        if (rows.length < most) {
            rows = new int[most];
            times = new int[most];
        }
        count = 0;
    }

    private void add(int row) {
        int at = 0;
        while (at < count && rows[at] != row) {
            at++;
        }
        if (at == count) {
            rows[count] = row;
            times[count++] = 0;
        }
        times[at]++;
    }

    /** Different items. */
    public int count() {
        return count;
    }

    /** Whether an item is among them. */
    public boolean contains(int row) {
        for (int i = 0; i < count; i++) {
            if (rows[i] == row) {
                return true;
            }
        }
        return false;
    }

    /** An item's row, 0 the newest. */
    public int row(int index) {
        return rows[index];
    }

    /** How often an item came. */
    public int times(int index) {
        return times[index];
    }

    /** What is added to an item's score. */
    public float bias(int index) {
        return bias.of(index, times[index]);
    }
}
