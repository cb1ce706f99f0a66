package freshet.model.kind.vmisknn;

import freshet.model.SessionBatch;
import freshet.model.kind.SparseRows;
import freshet.model.scoring.BestItems;
import java.util.Arrays;

/**
 * Finds the past sessions that are most like a session. The paper keeps the m newest of all past
 * sessions that share an item in a heap of their times. Here the items' lists are merged, newest
 * session first, and the merge ends after m of them: the same sessions, each complete at once.
 *
 * <p>The similarity of a past session is the sum of the positions, from 1, of the items that it
 * shares. An item counts where it was seen last. The paper divides the positions by the length of
 * the session, which ranks the same. For one thread.
 */
final class Neighbours {
    private final SessionIndex index;
    private final int[] items; // (lastItems): the distinct ones of the session, the latest first
    private final int[] positions; // (lastItems): from 1, the oldest item
    private final int[] at; // (lastItems): where each item's list has been merged to
    private final BestItems best;
    private final int[] sessions; // (most)
    private final float[] similarities; // (most): whole numbers
    private int distinct;

    /**
     * @param most sessions found, k in the paper
     * @param lastItems items of a session that are looked at, the latest ones
     */
    Neighbours(SessionIndex index, int most, int lastItems) {
        this.index = index;
        this.items = new int[lastItems];
        this.positions = new int[lastItems];
        this.at = new int[lastItems];
        this.best = new BestItems(most); // of equal ones the lower, thus newer, session is kept
        this.sessions = new int[most];
        this.similarities = new float[most];
    }

    /** Finds the sessions most like one of a batch and gives how many there are. */
    int find(SessionBatch batch, int session) {
        open(batch, session);
        for (int seen = 0; seen < index.recent(); seen++) {
            int newest = newest();
            if (newest == Integer.MAX_VALUE) {
                break;
            }
            best.offer(take(newest), newest);
        }
        return best.drain(sessions, similarities);
    }

    /** A session that was found, the most similar first. */
    int session(int rank) {
        return sessions[rank];
    }

    /** Its similarity, at least 1. */
    float similarity(int rank) {
        return similarities[rank];
    }

    /** How many events before the end the latest item was seen that a session shares. */
    int sinceLastMatch(int rank) {
        SparseRows itemsOf = index.itemsOf();
        int from = itemsOf.from(sessions[rank]);
        int to = itemsOf.to(sessions[rank]);
        for (int i = 0; i < distinct; i++) {
            if (Arrays.binarySearch(itemsOf.indices(), from, to, items[i]) >= 0) {
                return positions[0] - positions[i];
            }
        }
        return positions[0]; // not in an index that was trained: its two halves agree
    }

    private void open(SessionBatch batch, int session) {
        int length = batch.length(session);
        int looked = Math.min(length, items.length);
        distinct = 0;
        for (int back = 0; back < looked; back++) {
            int item = batch.item(session, length - 1 - back);
            if (!seen(item)) {
                items[distinct] = item;
                positions[distinct] = looked - back;
                at[distinct] = index.sessionsOf().from(item);
                distinct++;
            }
        }
    }

    private boolean seen(int item) {
        for (int i = 0; i < distinct; i++) {
            if (items[i] == item) {
                return true;
            }
        }
        return false;
    }

    private int newest() {
        int newest = Integer.MAX_VALUE;
        for (int i = 0; i < distinct; i++) {
            newest = Math.min(newest, head(i));
        }
        return newest;
    }

    private int take(int session) {
        int similarity = 0;
        for (int i = 0; i < distinct; i++) {
            if (head(i) == session) {
                similarity += positions[i];
                at[i]++;
            }
        }
        return similarity;
    }

    private int head(int i) {
        SparseRows lists = index.sessionsOf();
        return at[i] < lists.to(items[i]) ? lists.indices()[at[i]] : Integer.MAX_VALUE;
    }
}
