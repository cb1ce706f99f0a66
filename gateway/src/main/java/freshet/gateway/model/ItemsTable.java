package freshet.gateway.model;

import freshet.model.answer.WithheldIds;
import freshet.serving.Availability;
import freshet.serving.table.AvailabilityRecords;
import freshet.serving.table.TopicFollower;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What the topic of items says: the newest record of each decides. While a topic that was made anew
 * is read, what was withheld before stays so; then it is released unless the topic says otherwise.
 * For the follower's thread; any thread may look at what is withheld.
 */
final class ItemsTable implements TopicFollower.Table {
    private final AvailabilityRecords records = new AvailabilityRecords();
    private final WithheldIds withheld;
    private final Map<String, Availability> newest = new HashMap<>();
    private Map<String, Availability> before = Map.of(); // of the reading before this one

    /** @param withheld follows what is read */
    ItemsTable(WithheldIds withheld) {
        this.withheld = withheld;
    }

    @Override
    public void begin() {
        Map<String, Availability> known = new HashMap<>(before);
        known.putAll(newest);
        before = known;
        newest.clear();
    }

    @Override
    public void take(ConsumerRecord<byte[], byte[]> record) {
        records.read(record).ifPresent(this::take);
    }

    private void take(Availability availability) {
        Availability known = newest.get(availability.itemId());
        if (known == null || availability.isNewerThan(known)) {
            newest.put(availability.itemId(), availability);
            withheld.set(availability.itemId(), !availability.available());
        }
    }

    @Override
    public void whole() {
        before.keySet().stream().filter(item -> !newest.containsKey(item)).forEach(item -> withheld.set(item, false));
        before = Map.of();
    }
}
