package freshet.model.trend;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts items so that an event weighs less the older it is, in bounded memory.
 *
 * <p>At time t an item counts Σ 100^(−(t − tᵢ) / window) over its events at times tᵢ: an event of
 * now counts 1, one as old as the window 1/100. The sum is kept as Σ w(tᵢ) with w(tᵢ) =
 * 100^((tᵢ − L) / window) for a fixed L, and divided by w(t) when it is asked for: forward decay
 * (Cormode, Shkapenyuk, Srivastava, Xu: Forward Decay, ICDE 2009, with an exponential). So events
 * may come in any order. L moves on before a weight gets too large for a double.
 *
 * <p>Where as many items are counted as may be, a new one takes the place of the one that counts
 * least, and its count as an error (Space-Saving: Metwally, Agrawal, El Abbadi, ICDT 2005). What
 * is told is the count less that error: never more than is true, and less by at most all weights /
 * capacity.
 *
 * <p>For one thread.
 */
public final class DecayedCounts {
    private static final double WINDOW_WEIGHT = Math.log(100);
    private static final double LARGEST_EXPONENT = 200; // e^200; a sum of 2^53 of them is still a double

    private final double perMilli; // exponent of one millisecond
    private final int capacity;
    private final Map<String, ItemCount> counts = new HashMap<>();
    private final LeastCount least;
    private long landmark = Long.MIN_VALUE; // L, milliseconds since 1970
    private long newest = Long.MIN_VALUE;

    /**
     * @param windowMillis age at which an event counts 1/100, milliseconds, at least 1
     * @param capacity most items that are counted at a time, at least 1
     */
    public DecayedCounts(long windowMillis, int capacity) {
        this.perMilli = WINDOW_WEIGHT / windowMillis;
        this.capacity = capacity;
        this.least = new LeastCount(Math.min(capacity, 1_024));
    }

    /**
     * One event of an item. One that is older than some 40 windows, beside the newest, counts
     * nothing.
     *
     * @param millis its time, milliseconds since 1970, never later than its arrival
     */
    public void add(String itemId, long millis) {
        if (landmark == Long.MIN_VALUE) {
            landmark = millis;
        }
        newest = Math.max(newest, millis);
        if ((newest - landmark) * perMilli > LARGEST_EXPONENT) {
            moveLandmark();
        }
        double weight = Math.exp((millis - landmark) * perMilli);
        ItemCount known = counts.get(itemId);
        if (known != null) {
            known.weight += weight;
            least.grown(known);
        } else if (counts.size() < capacity) {
            ItemCount added = new ItemCount(itemId, weight, 0);
            counts.put(itemId, added);
            least.add(added);
        } else {
            ItemCount given = least.first();
            counts.remove(given.itemId);
            ItemCount added = new ItemCount(itemId, given.weight + weight, given.weight);
            counts.put(itemId, added);
            least.replaceFirst(added);
        }
    }

    /**
     * The items that count most, the highest first, with their counts at the time of the newest
     * event.
     *
     * @param most how many at most
     */
    public List<CountedItem> top(int most) {
        double now = Math.exp((newest - landmark) * perMilli);
        List<ItemCount> all = new ArrayList<>(counts.values());
        all.sort(Comparator.comparingDouble(ItemCount::sure).reversed().thenComparing(count -> count.itemId));
        return all.stream()
                .limit(most)
                .filter(count -> count.sure() > 0)
                .map(count -> new CountedItem(count.itemId, count.sure() / now))
                .toList();
    }

    /**
     * The time of the newest event, milliseconds since 1970; {@link Long#MIN_VALUE} before the
     * first.
     */
    public long newestMillis() {
        return newest;
    }

    /** Items that are counted. */
    public int size() {
        return counts.size();
    }

    /** Forgets all events. */
    public void clear() {
        counts.clear();
        least.clear();
        landmark = Long.MIN_VALUE;
        newest = Long.MIN_VALUE;
    }

    /** Writes all that is counted: L, the newest time, the number of items, and each of them. */
    void write(DataOutput out) throws IOException {
        out.writeLong(landmark);
        out.writeLong(newest);
        out.writeInt(counts.size());
        for (ItemCount count : counts.values()) {
            out.writeUTF(count.itemId);
            out.writeDouble(count.weight);
            out.writeDouble(count.error);
        }
    }

    /**
     * Takes up what {@link #write} has written, in place of all that is counted here. Where that
     * counted more items than there is room for here, those that count most are taken.
     */
    void read(DataInput in) throws IOException {
        clear();
        landmark = in.readLong();
        newest = in.readLong();
        List<ItemCount> read = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            read.add(new ItemCount(in.readUTF(), in.readDouble(), in.readDouble()));
        }
        read.sort(Comparator.<ItemCount>comparingDouble(count -> count.weight)
                .reversed()
                .thenComparing(count -> count.itemId));
        read.stream().limit(capacity).forEach(count -> {
            counts.put(count.itemId, count);
            least.add(count);
        });
    }

    private void moveLandmark() {
        double factor = Math.exp((landmark - newest) * perMilli);
        landmark = newest;
        counts.values().forEach(count -> {
            count.weight *= factor;
            count.error *= factor;
        });
    }
}
