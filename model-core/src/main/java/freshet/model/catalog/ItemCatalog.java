package freshet.model.catalog;

import freshet.model.catalog.ItemFilter.Comparison;
import freshet.model.catalog.ItemFilter.Condition;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * What is known of the items of a shop, within a number of bytes: columns by the number of an item,
 * no object per item. An item that does not fit any more is not taken. Threads share it.
 *
 * <p>Times are kept to the minute, and always so that an item is not recommended outside of its
 * window: the beginning is rounded up, the end down.
 */
public final class ItemCatalog {
    /** Most names of attributes, over all items. */
    public static final int MAX_ATTRIBUTES = 256;

    private static final int COLUMN_BYTES = 512; // of a column without values
    private static final int NEXT_ITEM_BYTES = 64 << 10; // what an item may make pages grow by
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();

    private final long maxBytes;
    private final boolean keepsTitles;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final IdIndex ids = new IdIndex();
    private final BitSet withheld = new BitSet();
    private final PagedInts from = new PagedInts(); // minutes since 1970; 0 where there is none
    private final PagedInts until = new PagedInts(); // minutes since 1970, 1 more; 0 where there is none
    private final PagedInts boosts = new PagedInts(); // bits of a float; 0 where it is 1
    private final PagedInts titles = new PagedInts(); // place in texts, 1 more
    private final Map<String, AttributeColumn> columns = new TreeMap<>();
    private TextArena texts = new TextArena();
    private long refused;

    /**
     * @param maxBytes of the heap that it may take
     * @param keepsTitles whether titles are kept, which only people read
     */
    public ItemCatalog(long maxBytes, boolean keepsTitles) {
        this.maxBytes = maxBytes;
        this.keepsTitles = keepsTitles;
    }

    /**
     * Takes what is said of an item, in place of what was said before.
     *
     * @return whether there is room; if not, nothing is known of the item any more
     */
    public boolean put(String itemId, ItemFacts facts) {
        lock.writeLock().lock();
        try {
            remove(itemId);
            if (heapBytes() + ids.growth() + NEXT_ITEM_BYTES > maxBytes || !hasColumns(facts)) {
                refused++;
                return false;
            }
            int item = ids.enter(itemId);
            withheld.set(item, !facts.available());
            from.set(item, facts.from().map(ItemCatalog::minuteFrom).orElse(0));
            until.set(item, facts.until().map(ItemCatalog::minuteUntil).orElse(0));
            boosts.set(item, facts.boost() == 1 ? 0 : Float.floatToRawIntBits((float) facts.boost()));
            if (keepsTitles) {
                facts.title()
                        .filter(title -> !title.isEmpty())
                        .ifPresent(title -> titles.set(item, 1 + texts.add(title.getBytes(StandardCharsets.UTF_8))));
            }
            facts.attributes().forEach((name, value) -> columns.computeIfAbsent(name, each -> new AttributeColumn())
                    .set(item, value));
            return true;
        } finally {
            lock.writeLock().unlock();
        }
    }

    private boolean hasColumns(ItemFacts facts) {
        long others = facts.attributes().keySet().stream()
                .filter(name -> !columns.containsKey(name))
                .count();
        return columns.size() + others <= MAX_ATTRIBUTES;
    }

    private static int minuteFrom(Instant time) {
        return (int) -Math.floorDiv(-time.toEpochMilli(), MINUTE);
    }

    private static int minuteUntil(Instant time) {
        return 1 + (int) Math.floorDiv(time.toEpochMilli(), MINUTE);
    }

    /** Forgets an item. */
    public void remove(String itemId) {
        lock.writeLock().lock();
        try {
            int item = ids.remove(itemId);
            if (item == IdIndex.NONE) {
                return;
            }
            withheld.clear(item);
            from.set(item, 0);
            until.set(item, 0);
            boosts.set(item, 0);
            columns.values().forEach(column -> column.clear(item));
            columns.values().removeIf(AttributeColumn::isEmpty);
            int title = titles.get(item);
            if (title != 0) {
                texts.drop(title - 1);
                titles.set(item, 0);
                compactTitles();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void compactTitles() {
        if (texts.isWasteful()) {
            TextArena live = new TextArena();
            for (int item = 0; item < ids.end(); item++) {
                int place = titles.get(item);
                if (place != 0) {
                    titles.set(item, 1 + live.add(texts.bytes(place - 1)));
                }
            }
            texts = live;
        }
    }

    /** What is known of an item; times to the minute, and the boost as a float. */
    public Optional<ItemFacts> facts(String itemId) {
        lock.readLock().lock();
        try {
            int item = ids.find(itemId);
            if (item == IdIndex.NONE) {
                return Optional.empty();
            }
            Map<String, AttributeValue> attributes = new LinkedHashMap<>();
            columns.forEach((name, column) -> column.value(item).ifPresent(value -> attributes.put(name, value)));
            return Optional.of(new ItemFacts(
                    !withheld.get(item),
                    title(item),
                    attributes,
                    time(from.get(item), 0),
                    time(until.get(item), 1),
                    Double.parseDouble(Float.toString(boost(item))))); // 1.1, and not 1.10000002
        } finally {
            lock.readLock().unlock();
        }
    }

    private float boost(int item) {
        int bits = boosts.get(item);
        return bits == 0 ? 1 : Float.intBitsToFloat(bits);
    }

    /**
     * How an item may be recommended.
     *
     * @param filter that it has to pass
     */
    public ItemRule rule(String itemId, Optional<ItemFilter> filter) {
        lock.readLock().lock();
        try {
            int item = ids.find(itemId);
            if (item == IdIndex.NONE) {
                return new ItemRule(item, filter.map(ItemFilter::passesUnknown).orElse(true), 0, Integer.MAX_VALUE, 0);
            }
            int end = until.get(item);
            return new ItemRule(
                    item,
                    filter.map(wanted -> passes(wanted, item)).orElse(true),
                    from.get(item),
                    end == 0 ? Integer.MAX_VALUE : end - 1,
                    (float) Math.log(boost(item)));
        } finally {
            lock.readLock().unlock();
        }
    }

    private boolean passes(ItemFilter filter, int item) {
        for (Condition condition : filter.conditions()) {
            AttributeColumn column = columns.get(condition.attribute());
            boolean has = column != null && column.has(condition, item);
            if (has == (condition.comparison() == Comparison.NOT_AMONG)) {
                return false;
            }
        }
        return true;
    }

    /** The string of an item's attribute, the first of a list; empty where it has none. */
    public Optional<String> text(String itemId, String attribute) {
        lock.readLock().lock();
        try {
            int item = ids.find(itemId);
            AttributeColumn column = columns.get(attribute);
            return item == IdIndex.NONE || column == null
                    ? Optional.empty()
                    : column.value(item).flatMap(ItemCatalog::firstText);
        } finally {
            lock.readLock().unlock();
        }
    }

    private static Optional<String> firstText(AttributeValue value) {
        if (value instanceof AttributeValue.Texts list) {
            return list.texts().stream().findFirst();
        }
        return value instanceof AttributeValue.Text text ? Optional.of(text.text()) : Optional.empty();
    }

    /** The numbers of the items of the catalogue that pass a filter. */
    public BitSet passing(ItemFilter filter) {
        lock.readLock().lock();
        try {
            BitSet passing = ids.numbers();
            for (Condition condition : filter.conditions()) {
                AttributeColumn column = columns.get(condition.attribute());
                BitSet having = column == null ? new BitSet() : column.having(condition);
                if (condition.comparison() == Comparison.NOT_AMONG) {
                    passing.andNot(having);
                } else {
                    passing.and(having);
                }
            }
            return passing;
        } finally {
            lock.readLock().unlock();
        }
    }

    /** What people call an item. */
    public Optional<String> title(String itemId) {
        lock.readLock().lock();
        try {
            int item = ids.find(itemId);
            return item == IdIndex.NONE ? Optional.empty() : title(item);
        } finally {
            lock.readLock().unlock();
        }
    }

    private Optional<String> title(int item) {
        int place = titles.get(item);
        return place == 0 ? Optional.empty() : Optional.of(texts.text(place - 1));
    }

    private static Optional<Instant> time(int minute, int shift) {
        return minute == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli((minute - shift) * MINUTE));
    }

    /** Items of which something is known. */
    public int size() {
        lock.readLock().lock();
        try {
            return ids.size();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** How often an item was not taken for want of room. */
    public long refused() {
        lock.readLock().lock();
        try {
            return refused;
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Bytes on the heap, about. */
    public long bytes() {
        lock.readLock().lock();
        try {
            return heapBytes();
        } finally {
            lock.readLock().unlock();
        }
    }

    private long heapBytes() {
        long bytes = ids.bytes()
                + texts.heapBytes()
                + withheld.size() / Byte.SIZE
                + from.bytes()
                + until.bytes()
                + boosts.bytes()
                + titles.bytes();
        for (AttributeColumn column : columns.values()) {
            bytes += COLUMN_BYTES + column.bytes();
        }
        return bytes;
    }
}
