package freshet.gateway.list;

import freshet.gateway.follow.TopicReader;
import freshet.schema.ItemList;
import freshet.schema.ListKind;
import freshet.schema.codec.MalformedRecordException;
import freshet.schema.codec.SingleObjectCodec;
import freshet.serving.table.TrendTable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The newest list of each key. Threads may share it; records are for the follower's thread. Its
 * memory is bounded by the job's settings of lengths and categories.
 */
public final class ListBook implements TopicReader {
    private final SingleObjectCodec<ItemList> codec = new SingleObjectCodec<>(ItemList.class);
    private final Map<String, ItemList> lists = new ConcurrentHashMap<>();
    private final Optional<TrendTable> trends;

    /** @param trends is told of what answers sessions of which the model knows no item */
    public ListBook(Optional<TrendTable> trends) {
        this.trends = trends;
    }

    @Override
    public void take(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            return;
        }
        String key = new String(record.key(), StandardCharsets.UTF_8);
        try {
            if (record.value() == null) {
                lists.remove(key);
            } else {
                lists.put(key, codec.decode(record.value()));
            }
            trends.ifPresent(table -> table.take(record));
        } catch (MalformedRecordException e) {
            lists.remove(key); // of a later job, which this gateway cannot tell of
        }
    }

    /** The windows over which trending items of all categories are counted, the shortest first. */
    public List<Duration> trendingWindows() {
        return of(ListKind.TRENDING, Optional.empty())
                .map(list -> Duration.ofMillis(list.getWindowMillis()))
                .sorted()
                .toList();
    }

    /** The list of trending items over a window. */
    public Optional<ItemList> trending(Duration window, Optional<String> category) {
        return of(ListKind.TRENDING, category)
                .filter(list -> list.getWindowMillis() == window.toMillis())
                .findFirst();
    }

    /** The list of popular items, of the window that the job counts over now. */
    Optional<ItemList> popular(Optional<String> category) {
        return of(ListKind.POPULAR, category).max(Comparator.comparing(ItemList::getAsOf));
    }

    /** The list of new items. */
    Optional<ItemList> fresh(Optional<String> category) {
        return of(ListKind.NEW, category).findFirst();
    }

    private Stream<ItemList> of(ListKind kind, Optional<String> category) {
        return lists.values().stream()
                .filter(list -> list.getKind() == kind && list.getCategory().equals(category));
    }

    @Override
    public void pause() {
        // Nothing waits for it.
    }

    @Override
    public void forget() {
        lists.clear();
        trends.ifPresent(TrendTable::forget);
    }
}
