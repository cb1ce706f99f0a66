package freshet.model.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The strings and lists that items have under one name, each kept once, with a code from 1 on. A
 * code that no item has any longer is given to a later value. For one thread.
 */
final class ValueDictionary {
    // Of map entries, a boxed number, a record, a string; on a JVM with compressed pointers.
    private static final int ENTRY_BYTES = 144;
    private static final int TEXT_BYTES = 64;

    private final Map<AttributeValue, Integer> codes = new HashMap<>();
    private final Map<String, BitSet> having = new HashMap<>(); // codes of the values that are or have a string
    private final List<AttributeValue> values = new ArrayList<>(); // by code − 1
    private int[] uses = {}; // by code − 1
    private final BitSet free = new BitSet(); // by code − 1
    private long bytes;

    /** The code of a value, which one more item has now. */
    int take(AttributeValue value) {
        int code = codes.computeIfAbsent(value, this::add);
        uses[code - 1]++;
        return code;
    }

    private int add(AttributeValue value) {
        int at = free.isEmpty() ? values.size() : free.nextSetBit(0);
        if (at == values.size()) {
            values.add(value);
            uses = at == uses.length ? Arrays.copyOf(uses, at + at / 2 + 8) : uses;
        } else {
            free.clear(at);
            values.set(at, value);
        }
        texts(value).forEach(text -> having.computeIfAbsent(text, each -> new BitSet())
                .set(at + 1));
        bytes += bytesOf(value);
        return at + 1;
    }

    /** One item less has the value of a code. */
    void release(int code) {
        if (--uses[code - 1] == 0) {
            AttributeValue value = values.get(code - 1);
            codes.remove(value);
            texts(value).forEach(text -> {
                BitSet left = having.get(text);
                if (left != null) { // a list may have a string twice
                    left.clear(code);
                    if (left.isEmpty()) {
                        having.remove(text);
                    }
                }
            });
            free.set(code - 1);
            bytes -= bytesOf(value);
        }
    }

    /** The value of a code that is in use. */
    AttributeValue value(int code) {
        return values.get(code - 1);
    }

    /** Whether the value of a code is one of some strings, or has one in its list. */
    boolean hasAny(int code, Set<String> wanted) {
        for (String text : wanted) {
            BitSet codesOfText = having.get(text);
            if (codesOfText != null && codesOfText.get(code)) {
                return true;
            }
        }
        return false;
    }

    /**
     * By code, which values are one of some strings, or have one in their list (codes); none if no
     * value has.
     */
    boolean[] having(Set<String> wanted) {
        boolean[] found = {};
        for (String text : wanted) {
            BitSet codesOfText = having.get(text);
            if (codesOfText != null) {
                found = found.length == 0 ? new boolean[values.size() + 1] : found;
                for (int code = codesOfText.nextSetBit(0); code >= 0; code = codesOfText.nextSetBit(code + 1)) {
                    found[code] = true;
                }
            }
        }
        return found;
    }

    private static List<String> texts(AttributeValue value) {
        return value instanceof AttributeValue.Texts list
                ? list.texts()
                : List.of(((AttributeValue.Text) value).text());
    }

    private static long bytesOf(AttributeValue value) {
        long bytes = ENTRY_BYTES;
        for (String text : texts(value)) {
            bytes += TEXT_BYTES + 2L * text.length();
        }
        return bytes;
    }

    /** Bytes on the heap, about. */
    long heapBytes() {
        return bytes + (long) uses.length * Integer.BYTES;
    }
}
