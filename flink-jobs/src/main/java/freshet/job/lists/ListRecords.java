package freshet.job.lists;

import freshet.job.settings.JobSettings.ListsSettings;
import freshet.model.trend.CategoryLists;
import freshet.schema.ItemList;
import freshet.schema.ListKind;
import freshet.schema.ListedItem;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Makes the records of a category's lists. Knows no Flink. */
final class ListRecords {
    private final ListsSettings settings;

    ListRecords(ListsSettings settings) {
        this.settings = settings;
    }

    /** @param category empty: the lists of all items */
    void tell(String category, CategoryLists lists, Consumer<ItemList> sink) {
        Instant asOf = Instant.ofEpochMilli(Math.max(0, lists.newestMillis()));
        long popular = settings.popularWindow().toMillis();
        sink.accept(counted(ListKind.POPULAR, popular, category, lists, asOf));
        settings.trendingWindows()
                .forEach(window -> sink.accept(counted(ListKind.TRENDING, window.toMillis(), category, lists, asOf)));
        List<ListedItem> items = lists.newest(settings.length()).stream()
                .map(item -> new ListedItem(item.itemId(), 0.0, Instant.ofEpochMilli(item.sinceMillis())))
                .toList();
        sink.accept(record(ListKind.NEW, 0, category, items, asOf));
    }

    private ItemList counted(ListKind kind, long window, String category, CategoryLists lists, Instant asOf) {
        List<ListedItem> items = lists.top(window, settings.length()).stream()
                .map(item -> new ListedItem(item.itemId(), item.count(), null))
                .toList();
        return record(kind, window, category, items, asOf);
    }

    private static ItemList record(ListKind kind, long window, String category, List<ListedItem> items, Instant asOf) {
        return new ItemList(kind, window, category.isEmpty() ? null : category, items, asOf);
    }
}
