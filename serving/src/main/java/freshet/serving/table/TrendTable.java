package freshet.serving.table;

import freshet.model.trend.TrendingItems;
import freshet.schema.codec.MalformedRecordException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Tells {@link TrendingItems} what records of the lists topic say. For one thread. */
public final class TrendTable {
    private final TrendRecords records;
    private final TrendingItems items;

    /** @param items follows what is taken */
    public TrendTable(TrendRecords records, TrendingItems items) {
        this.records = records;
        this.items = items;
    }

    /**
     * Takes a record.
     *
     * @throws MalformedRecordException if it cannot be read
     */
    public void take(ConsumerRecord<byte[], byte[]> record) {
        records.read(record).ifPresent(update -> items.tell(update.category(), update.items()));
    }

    /** Forgets all lists: the topic is read anew. */
    public void forget() {
        items.forget();
    }
}
