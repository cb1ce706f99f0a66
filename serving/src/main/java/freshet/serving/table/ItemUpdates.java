package freshet.serving.table;

import freshet.serving.ItemUpdate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Takes what the items topic says of each item, the newest record of each: a start reads the topic
 * to its end, while the stream begins at the oldest record and brings the same records again. What
 * they said may no longer be so. Keeps the place of one record per item until the stream has
 * brought what the start has read, and nothing after that. For one thread.
 */
public final class ItemUpdates {
    private final ItemTable table;
    private final Map<Integer, Long> ahead = new HashMap<>(); // by partition: the last offset of the start
    private Optional<NewestRecords> newest = Optional.of(new NewestRecords()); // until the stream is that far

    /** @param table follows what is taken */
    public ItemUpdates(ItemTable table) {
        this.table = table;
    }

    /** Takes a record that the start reads, before any that the stream brings. */
    public void read(ItemUpdate update) {
        ahead.merge(update.partition(), update.offset(), Math::max);
        takeNewest(update);
    }

    /**
     * Takes a record that the stream brings.
     *
     * @return whether it is newer than what was known of its item
     */
    public boolean take(ItemUpdate update) {
        if (ahead.isEmpty()) {
            newest = Optional.empty();
            table.take(update);
            return true;
        }
        boolean newer = takeNewest(update);
        Long last = ahead.get(update.partition());
        if (last != null && update.offset() >= last) {
            ahead.remove(update.partition());
        }
        if (ahead.isEmpty()) {
            newest = Optional.empty();
        }
        return newer;
    }

    private boolean takeNewest(ItemUpdate update) {
        boolean newer = newest.orElseThrow().take(update);
        if (newer) {
            table.take(update);
        }
        return newer;
    }
}
