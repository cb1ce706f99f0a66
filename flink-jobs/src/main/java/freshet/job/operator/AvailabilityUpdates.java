package freshet.job.operator;

import freshet.job.stream.Availability;
import freshet.model.serving.WithheldIds;
import java.util.HashMap;
import java.util.Map;

/**
 * Takes each record of the items topic once, in the order of its partition: a start reads the topic to its end while the stream,
 * which began further back, brings the same records again, and what they said may no longer be so. For one thread.
 */
final class AvailabilityUpdates {
    private final WithheldIds withheld;
    private final Map<Integer, Long> next = new HashMap<>(); // by partition: records before this offset are taken

    AvailabilityUpdates(WithheldIds withheld) {
        this.withheld = withheld;
    }

    /** @return whether the record was not taken before */
    boolean take(Availability availability) {
        if (availability.offset() < next.getOrDefault(availability.partition(), 0L)) {
            return false;
        }
        next.put(availability.partition(), availability.offset() + 1);
        withheld.set(availability.itemId(), !availability.available());
        return true;
    }
}
