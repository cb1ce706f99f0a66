package freshet.model.catalog;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.Consumer;

/**
 * Item ids ↔ numbers from 0 on, without an object per id: a hash table of numbers with linear
 * probing, and the ids' bytes in a {@link TextArena}. The number of an id that is removed is given
 * to a later one. For one thread.
 */
public final class IdIndex {
    /** There is no such id. */
    public static final int NONE = -1;

    private static final int FIRST_SLOTS = 16;

    private TextArena texts = new TextArena();
    private final PagedInts places = new PagedInts(); // place in texts, by number
    private int[] slots = new int[FIRST_SLOTS]; // number + 1, 0 for an empty one
    private int[] free = {}; // numbers that were given back
    private int freeCount;
    private int size;
    private int end;

    /** The number of an id, or {@link #NONE}. */
    public int find(String id) {
        int slot = slot(utf8(id));
        return slots[slot] - 1;
    }

    /** The number of an id, a new one if it has none yet. */
    public int enter(String id) {
        byte[] text = utf8(id);
        int slot = slot(text);
        if (slots[slot] != 0) {
            return slots[slot] - 1;
        }
        if ((size + 1) * 2L > slots.length) {
            rehash(slots.length * 2);
            slot = slot(text);
        }
        int number = freeCount > 0 ? free[--freeCount] : end++;
        places.set(number, texts.add(text));
        slots[slot] = number + 1;
        size++;
        return number;
    }

    /** Removes an id and gives the number that it had, or {@link #NONE}. */
    public int remove(String id) {
        int slot = slot(utf8(id));
        int number = slots[slot] - 1;
        if (number == NONE) {
            return NONE;
        }
        close(slot);
        texts.drop(places.get(number));
        free = freeCount == free.length ? Arrays.copyOf(free, freeCount + freeCount / 2 + 8) : free;
        free[freeCount++] = number;
        size--;
        if (texts.isWasteful()) {
            compact();
        }
        return number;
    }

    /** The id of a number that is in use. */
    public String id(int number) {
        return texts.text(places.get(number));
    }

    /** All numbers that are in use. */
    BitSet numbers() {
        BitSet numbers = new BitSet(end);
        numbers.set(0, end);
        for (int i = 0; i < freeCount; i++) {
            numbers.clear(free[i]);
        }
        return numbers;
    }

    /** Hands out all ids that have a number. */
    public void forEach(Consumer<String> taker) {
        for (int entry : slots) {
            if (entry != 0) {
                taker.accept(id(entry - 1));
            }
        }
    }

    /** Ids that have a number. */
    public int size() {
        return size;
    }

    /** Above all numbers. */
    public int end() {
        return end;
    }

    /** Bytes by which the next id makes the table grow. */
    long growth() {
        return (size + 1) * 2L > slots.length ? (long) slots.length * Integer.BYTES : 0;
    }

    /** Bytes on the heap. */
    public long bytes() {
        return texts.heapBytes() + places.bytes() + (long) (slots.length + free.length) * Integer.BYTES;
    }

    /** Where an id is, or the empty slot where it would be. */
    private int slot(byte[] text) {
        int slot = TextArena.hash(text) & slots.length - 1;
        while (slots[slot] != 0 && !texts.equals(places.get(slots[slot] - 1), text)) {
            slot = slot + 1 & slots.length - 1;
        }
        return slot;
    }

    /** Empties a slot; those behind it that would not be found any more move up. */
    private void close(int emptied) {
        int hole = emptied;
        int mask = slots.length - 1;
        for (int slot = hole + 1 & mask; slots[slot] != 0; slot = slot + 1 & mask) {
            int home = texts.hash(places.get(slots[slot] - 1)) & mask;
            if ((slot - home & mask) >= (slot - hole & mask)) {
                slots[hole] = slots[slot];
                hole = slot;
            }
        }
        slots[hole] = 0;
    }

    private void rehash(int length) {
        int[] before = slots;
        slots = new int[length];
        for (int entry : before) {
            if (entry != 0) {
                int slot = texts.hash(places.get(entry - 1)) & length - 1;
                while (slots[slot] != 0) {
                    slot = slot + 1 & length - 1;
                }
                slots[slot] = entry;
            }
        }
    }

    private void compact() {
        TextArena live = new TextArena();
        for (int entry : slots) {
            if (entry != 0) {
                places.set(entry - 1, live.add(texts.bytes(places.get(entry - 1))));
            }
        }
        texts = live;
    }

    private static byte[] utf8(String id) {
        return id.getBytes(StandardCharsets.UTF_8);
    }
}
