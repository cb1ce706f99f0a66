package freshet.trainer.baseline;

import freshet.model.bundle.Tensor;
import freshet.trainer.TrainingData;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The distinct items of the training sessions, session 0 the newest one. Sessions are in order of
 * their start in the training data, and those that start at once in the order of the log. The
 * arrays are never written to.
 *
 * @param offsets where each session's items start (sessions + 1)
 * @param items of all sessions, rising in each
 */
record PastSessions(int[] offsets, int[] items) {

    /** @param most items kept of a session, the latest ones */
    static PastSessions of(TrainingData data, int most) {
        int[] offsets = new int[data.sessions() + 1];
        int[] items = new int[data.items().size()];
        int[] keptIn = new int[data.vocabulary().size()]; // number + 1 of the last session that has an item
        int size = 0;
        for (int number = 0; number < data.sessions(); number++) {
            int s = data.sessions() - 1 - number;
            int first = size;
            for (int i = data.sessionOffsets().get(s + 1) - 1;
                    i >= data.sessionOffsets().get(s) && size < first + most;
                    i--) {
                int item = data.items().get(i);
                if (keptIn[item] <= number) {
                    keptIn[item] = number + 1;
                    items[size++] = item;
                }
            }
            Arrays.sort(items, first, size);
            offsets[number + 1] = size;
        }
        return new PastSessions(offsets, Arrays.copyOf(items, size));
    }

    /** How many there are. */
    int count() {
        return offsets.length - 1;
    }

    /** How many sessions have each item (V). */
    int[] sessionsOf(int vocabulary) {
        int[] sessions = new int[vocabulary];
        for (int item : items) {
            sessions[item]++;
        }
        return sessions;
    }

    /** The sessions of each item (V), the newest first. */
    Lists byItem(int vocabulary) {
        int[] starts = new int[vocabulary + 1];
        for (int item : items) {
            starts[item + 1]++;
        }
        for (int item = 0; item < vocabulary; item++) {
            starts[item + 1] += starts[item];
        }
        int[] filled = starts.clone();
        int[] sessions = new int[items.length];
        for (int number = 0; number < count(); number++) {
            for (int i = offsets[number]; i < offsets[number + 1]; i++) {
                sessions[filled[items[i]]++] = number;
            }
        }
        return new Lists(starts, sessions);
    }

    /**
     * Both ways round as the bundle of kind {@code vmis-knn} names them: each item's newest
     * sessions, and the items of the sessions that are among some item's.
     *
     * @param recent most sessions of an item
     */
    Map<String, Tensor> index(int vocabulary, int recent) {
        int[] sessionsOf = sessionsOf(vocabulary);
        long[] itemOffsets = new long[vocabulary + 1];
        for (int item = 0; item < vocabulary; item++) {
            itemOffsets[item + 1] = itemOffsets[item] + Math.min(sessionsOf[item], recent);
        }
        int[] itemSessions = new int[(int) itemOffsets[vocabulary]];
        int[] filled = new int[vocabulary];
        long[] sessionOffsets = new long[count() + 1];
        int[] sessionItems = new int[items.length];
        int sessions = 0;
        int size = 0;
        for (int number = 0; number < count(); number++) {
            boolean listed = false;
            for (int i = offsets[number]; i < offsets[number + 1]; i++) {
                int item = items[i];
                if (filled[item] < recent) {
                    itemSessions[(int) itemOffsets[item] + filled[item]++] = sessions;
                    listed = true;
                }
            }
            if (listed) {
                int length = offsets[number + 1] - offsets[number];
                System.arraycopy(items, offsets[number], sessionItems, size, length);
                size += length;
                sessionOffsets[++sessions] = size;
            }
        }
        Map<String, Tensor> tensors = new TreeMap<>();
        tensors.put("vmis.item.offsets", longs(itemOffsets));
        tensors.put("vmis.item.sessions", ints(itemSessions));
        tensors.put("vmis.session.offsets", longs(Arrays.copyOf(sessionOffsets, sessions + 1)));
        tensors.put("vmis.session.items", ints(Arrays.copyOf(sessionItems, size)));
        return tensors;
    }

    /**
     * Sessions of items.
     *
     * @param offsets where each item's sessions start (V + 1)
     * @param sessions of all items, the newest first in each
     */
    record Lists(int[] offsets, int[] sessions) {}

    private static Tensor ints(int[] values) {
        return new Tensor.Ints(new int[] {values.length}, values);
    }

    private static Tensor longs(long[] values) {
        return new Tensor.Longs(new int[] {values.length}, values);
    }
}
