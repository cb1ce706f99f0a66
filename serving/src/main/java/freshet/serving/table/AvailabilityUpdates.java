package freshet.serving.table;

import freshet.model.answer.WithheldIds;
import freshet.serving.Availability;
import java.util.HashMap;
import java.util.Map;

/**
 * Takes what the items topic says of each item, the newest record of each: a start reads the topic
 * to its end, while the stream begins at the oldest record and brings the same records again. What
 * they said may no longer be so. Keeps one record per item until the stream has brought what the
 * start has read, and nothing after that. For one thread.
 */
public final class AvailabilityUpdates {
    private final WithheldIds withheld;
    private final Map<String, Availability> newest = new HashMap<>(); // by item, until the stream is that far
    private final Map<Integer, Long> ahead = new HashMap<>(); // by partition: the last offset of the start

    /** @param withheld follows what is taken */
    public AvailabilityUpdates(WithheldIds withheld) {
        this.withheld = withheld;
    }

    /** Takes a record that the start reads, before any that the stream brings. */
    public void read(Availability availability) {
        ahead.merge(availability.partition(), availability.offset(), Math::max);
        takeNewest(availability);
    }

    /**
     * Takes a record that the stream brings.
     *
     * @return whether it is newer than what was known of its item
     */
    public boolean take(Availability availability) {
        if (ahead.isEmpty()) {
            hold(availability);
            return true;
        }
        boolean newer = takeNewest(availability);
        Long last = ahead.get(availability.partition());
        if (last != null && availability.offset() >= last) {
            ahead.remove(availability.partition());
        }
        if (ahead.isEmpty()) {
            newest.clear();
        }
        return newer;
    }

    private boolean takeNewest(Availability availability) {
        Availability known = newest.get(availability.itemId());
        if (known != null && !availability.isNewerThan(known)) {
            return false;
        }
        newest.put(availability.itemId(), availability);
        hold(availability);
        return true;
    }

    private void hold(Availability availability) {
        withheld.set(availability.itemId(), !availability.available());
    }
}
