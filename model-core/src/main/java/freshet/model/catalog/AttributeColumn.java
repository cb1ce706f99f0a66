package freshet.model.catalog;

import freshet.model.catalog.AttributeValue.Amount;
import freshet.model.catalog.ItemFilter.Condition;
import java.util.BitSet;
import java.util.Optional;

/**
 * What items have under one name: numbers as they are, strings and lists by their code. For one
 * thread.
 */
final class AttributeColumn {
    private static final int WORDS = PagedInts.PAGE / Long.SIZE; // of a page's items, a bit each
    private static final long SHIFT = 1; // of a number's bits, so that 0.0 is something

    private final ValueDictionary dictionary = new ValueDictionary();
    private final PagedInts codes = new PagedInts();
    private final PagedLongs amounts = new PagedLongs();
    private int items; // that have a value

    void set(int item, AttributeValue value) {
        clear(item);
        items++;
        if (value instanceof Amount number) {
            amounts.set(item, Double.doubleToRawLongBits(number.amount()) + SHIFT);
        } else {
            codes.set(item, dictionary.take(value));
        }
    }

    void clear(int item) {
        int code = codes.get(item);
        if (code != 0) {
            dictionary.release(code);
            codes.set(item, 0);
            items--;
        } else if (amounts.get(item) != 0) {
            amounts.set(item, 0);
            items--;
        }
    }

    Optional<AttributeValue> value(int item) {
        int code = codes.get(item);
        if (code != 0) {
            return Optional.of(dictionary.value(code));
        }
        long bits = amounts.get(item);
        return bits == 0 ? Optional.empty() : Optional.of(new Amount(Double.longBitsToDouble(bits - SHIFT)));
    }

    /** Whether an item has what a condition names, or is on its side. */
    boolean has(Condition condition, int item) {
        int code = codes.get(item);
        if (code != 0) {
            return condition.isAmong() && dictionary.hasAny(code, condition.texts());
        }
        long bits = amounts.get(item);
        return bits != 0 && condition.hasAmount(Double.longBitsToDouble(bits - SHIFT));
    }

    /** The numbers of all items that have what a condition names. */
    BitSet having(Condition condition) {
        BitSet items = new BitSet();
        if (condition.isAmong()) {
            boolean[] wanted = dictionary.having(condition.texts());
            if (wanted.length > 0) {
                items.or(codes(wanted));
            }
        }
        if (!condition.amounts().isEmpty()) {
            items.or(amounts(condition));
        }
        return items;
    }

    /** Of a million items in about a millisecond: a loop without a branch per item. */
    private BitSet codes(boolean[] wanted) {
        long[] words = new long[codes.pages() * WORDS];
        for (int page = 0; page < codes.pages(); page++) {
            int[] values = codes.page(page);
            for (int first = 0; first < values.length; first += Long.SIZE) {
                long word = 0;
                for (int bit = 0; bit < Long.SIZE; bit++) {
                    word |= (wanted[values[first + bit]] ? 1L : 0L) << bit;
                }
                words[page * WORDS + first / Long.SIZE] = word;
            }
        }
        return BitSet.valueOf(words);
    }

    private BitSet amounts(Condition condition) {
        long[] words = new long[amounts.pages() * WORDS];
        for (int page = 0; page < amounts.pages(); page++) {
            long[] values = amounts.page(page);
            for (int first = 0; first < values.length; first += Long.SIZE) {
                long word = 0;
                for (int bit = 0; bit < Long.SIZE; bit++) {
                    long bits = values[first + bit];
                    boolean has = bits != 0 && condition.hasAmount(Double.longBitsToDouble(bits - SHIFT));
                    word |= (has ? 1L : 0L) << bit;
                }
                words[page * WORDS + first / Long.SIZE] = word;
            }
        }
        return BitSet.valueOf(words);
    }

    boolean isEmpty() {
        return items == 0;
    }

    long bytes() {
        return dictionary.heapBytes() + codes.bytes() + amounts.bytes();
    }
}
