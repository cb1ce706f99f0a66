package freshet.job.operator;

import freshet.job.stream.Availability;
import freshet.model.serving.WithheldIds;
import java.util.HashMap;
import java.util.Map;

/**
 * Takes what the items topic says of each item, the newest record of each: a start reads the topic
 * to its end while the stream, which began further back, brings the same records again, and what
 * they said may no longer be so. Keeps one record per item that the topic has named since the
 * start. For one thread.
 */
final class AvailabilityUpdates {
    private final WithheldIds withheld;
    private final Map<String, Availability> newest = new HashMap<>(); // by item

    AvailabilityUpdates(WithheldIds withheld) {
        this.withheld = withheld;
    }

    /** @return whether the record is newer than what was known of its item */
    boolean take(Availability availability) {
        Availability known = newest.get(availability.itemId());
        if (known != null && !availability.isNewerThan(known)) {
            return false;
        }
        newest.put(availability.itemId(), availability);
        withheld.set(availability.itemId(), !availability.available());
        return true;
    }
}
