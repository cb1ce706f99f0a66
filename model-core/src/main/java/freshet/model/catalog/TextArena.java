package freshet.model.catalog;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Texts as bytes in UTF-8, one behind the other, each with its length before it. What is dropped
 * stays as waste until the owner copies what it still needs to another arena. For one thread.
 */
final class TextArena {
    /** Longest text, in bytes. */
    static final int MAX_BYTES = 0xFFFF - Short.BYTES;

    private static final int PAGE_BITS = 16;
    private static final int PAGE = 1 << PAGE_BITS;
    private static final int MAX_PAGES = 1 << Integer.SIZE - PAGE_BITS;

    private byte[][] pages = {};
    private int used; // pages
    private int end = PAGE; // in the last page
    private long live;

    /**
     * Adds a text.
     *
     * @return where it is
     * @throws IllegalStateException if the arena has 4 GiB already
     */
    int add(byte[] text) {
        int bytes = text.length + Short.BYTES;
        if (end + bytes > PAGE) {
            if (used == MAX_PAGES) {
                throw new IllegalStateException("the texts of the catalogue have 4 GiB; load fewer items");
            }
            pages = used == pages.length ? Arrays.copyOf(pages, used + used / 2 + 1) : pages;
            pages[used++] = new byte[PAGE];
            end = 0;
        }
        byte[] page = pages[used - 1];
        page[end] = (byte) (text.length >>> Byte.SIZE);
        page[end + 1] = (byte) text.length;
        System.arraycopy(text, 0, page, end + Short.BYTES, text.length);
        int place = used - 1 << PAGE_BITS | end;
        end += bytes;
        live += bytes;
        return place;
    }

    /** Counts a text as waste. */
    void drop(int place) {
        live -= length(place) + Short.BYTES;
    }

    /** Whether most of it is waste, so that a copy of the rest is worth it. */
    boolean isWasteful() {
        return used > 1 && (long) used * PAGE > 2 * (live + PAGE);
    }

    private int length(int place) {
        byte[] page = pages[place >>> PAGE_BITS];
        int at = place & PAGE - 1;
        return Byte.toUnsignedInt(page[at]) << Byte.SIZE | Byte.toUnsignedInt(page[at + 1]);
    }

    /** The bytes of a text, a copy. */
    byte[] bytes(int place) {
        int at = (place & PAGE - 1) + Short.BYTES;
        return Arrays.copyOfRange(pages[place >>> PAGE_BITS], at, at + length(place));
    }

    /** The text at a place. */
    String text(int place) {
        return new String(
                pages[place >>> PAGE_BITS], (place & PAGE - 1) + Short.BYTES, length(place), StandardCharsets.UTF_8);
    }

    boolean equals(int place, byte[] text) {
        int at = (place & PAGE - 1) + Short.BYTES;
        int length = length(place);
        return length == text.length && Arrays.equals(pages[place >>> PAGE_BITS], at, at + length, text, 0, length);
    }

    /** A hash of a text's bytes, spread over all bits. */
    static int hash(byte[] text) {
        int hash = Arrays.hashCode(text) * 0x9E3779B9;
        return hash ^ hash >>> 15;
    }

    int hash(int place) {
        return hash(bytes(place));
    }

    /** Bytes on the heap. */
    long heapBytes() {
        return (long) used * (PAGE + 16) + (long) pages.length * Long.BYTES;
    }
}
