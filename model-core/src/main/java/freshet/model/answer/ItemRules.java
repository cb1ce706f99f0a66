package freshet.model.answer;

import freshet.model.Vocabulary;
import freshet.model.catalog.ItemCatalog;
import freshet.model.catalog.ItemFilter;
import freshet.model.catalog.ItemRule;
import freshet.model.catalog.ValueLimit;
import freshet.model.trend.TrendingItems;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Which items may be recommended: those that are not withheld, within their window, and that pass
 * the filter, if there is one; and which trend. By external id: models come and go. Threads share
 * it.
 */
public final class ItemRules {
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();

    private final WithheldIds withheld;
    private final ItemCatalog catalog;
    private final Optional<ItemFilter> filter;
    private final Optional<ValueLimit> limit;
    private final Optional<TrendingItems> trends;
    private final InstantSource clock;

    /**
     * @param withheld items that nobody gets; tells of each change of the catalogue, too
     * @param catalog what is known of the items
     * @param filter what every item has to pass
     * @param clock tells the minute, in which windows open and close
     */
    public ItemRules(WithheldIds withheld, ItemCatalog catalog, Optional<ItemFilter> filter, InstantSource clock) {
        this(withheld, catalog, filter, Optional.empty(), Optional.empty(), clock);
    }

    /**
     * The same with a limit and trends.
     *
     * @param limit how many items of an answer may have the same value
     * @param trends answers sessions for which a model ranks nothing; empty: popular items do
     */
    public ItemRules(
            WithheldIds withheld,
            ItemCatalog catalog,
            Optional<ItemFilter> filter,
            Optional<ValueLimit> limit,
            Optional<TrendingItems> trends,
            InstantSource clock) {
        this.limit = limit;
        this.trends = trends;
        this.withheld = withheld;
        this.catalog = catalog;
        this.filter = filter;
        this.clock = clock;
    }

    /** Nothing but what is withheld. */
    public ItemRules(WithheldIds withheld) {
        this(withheld, new ItemCatalog(0, false), Optional.empty(), InstantSource.system());
    }

    /** Whether an item may be recommended now. */
    public boolean allow(String itemId) {
        ItemRule rule = of(itemId);
        return !isWithheld(itemId) && rule.passes() && rule.isOpen(minute());
    }

    int minute() {
        return (int) (clock.millis() / MINUTE);
    }

    Optional<ValueLimit> limit() {
        return limit;
    }

    /** The value of an item that is limited. */
    Optional<String> limitedValue(String itemId) {
        return limit.flatMap(limited -> text(itemId, limited.attribute()));
    }

    Optional<TrendingItems> trends() {
        return trends;
    }

    /** The string of an item's attribute, the first of a list; empty where it has none. */
    Optional<String> text(String itemId, String attribute) {
        return catalog.text(itemId, attribute);
    }

    ItemRule of(String itemId) {
        return catalog.rule(itemId, filter);
    }

    boolean isWithheld(String itemId) {
        return withheld.contains(itemId);
    }

    ItemCatalog catalog() {
        return catalog;
    }

    /**
     * The rows of a model by these rules, which follow them until they are closed. Looks at every
     * item: not for the hot path.
     */
    RuleRows rows(Vocabulary vocabulary) {
        RuleRows rows = new RuleRows(this, vocabulary);
        withheld.follow(rows); // first: what changes from here on is refreshed by the thread that changes it
        if (filter.isPresent() || catalog.size() > 0) {
            vocabulary.items().forEach(rows::refresh);
        } else {
            withheld.forEach(rows::refresh);
        }
        return rows;
    }

    void forget(RuleRows rows) {
        withheld.forget(rows);
    }
}
