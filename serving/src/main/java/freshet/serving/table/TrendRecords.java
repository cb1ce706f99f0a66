package freshet.serving.table;

import freshet.model.trend.CountedItem;
import freshet.schema.ItemList;
import freshet.schema.ListKind;
import freshet.schema.codec.MalformedRecordException;
import freshet.schema.codec.SingleObjectCodec;
import freshet.serving.TrendUpdate;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the lists of trending items over one window from records of the lists topic. */
public final class TrendRecords {
    private static final SingleObjectCodec<ItemList> CODEC = new SingleObjectCodec<>(ItemList.class);

    private final String key; // of the list of all items; those of categories go on with a slash

    /** @param window of the lists that are read */
    public TrendRecords(Duration window) {
        this.key = ListKind.TRENDING + "/" + window.toMillis();
    }

    /**
     * What a record says; empty if it is another list's.
     *
     * @throws MalformedRecordException if it is such a list's and cannot be read
     */
    public Optional<TrendUpdate> read(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            return Optional.empty();
        }
        String of = new String(record.key(), StandardCharsets.UTF_8);
        if (!of.equals(key) && !of.startsWith(key + "/")) {
            return Optional.empty();
        }
        Optional<String> category = of.equals(key) ? Optional.empty() : Optional.of(of.substring(key.length() + 1));
        List<CountedItem> items = record.value() == null
                ? List.of()
                : CODEC.decode(record.value()).getItems().stream()
                        .map(item -> new CountedItem(item.getItemId(), item.getCount()))
                        .toList();
        return Optional.of(new TrendUpdate(category, items));
    }
}
