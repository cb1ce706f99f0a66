package freshet.model.catalog;

import java.util.Arrays;

/**
 * A column of ints by the number of an item, 0 where nothing was set. Pages of {@value #PAGE} are
 * allocated with their first value, so that what few items have costs little, and growth copies no
 * values. For one thread.
 */
public final class PagedInts {
    static final int PAGE = 1_024;
    private static final int[] NONE = {};
    private static final int ARRAY_HEADER = 16;

    private int[][] pages = {};
    private int allocated;

    /** The value of an item. */
    public int get(int index) {
        int page = index / PAGE;
        return page < pages.length && pages[page].length > 0 ? pages[page][index % PAGE] : 0;
    }

    /** Sets the value of an item. */
    public void set(int index, int value) {
        int page = index / PAGE;
        if (page >= pages.length || pages[page].length == 0) {
            if (value == 0) {
                return;
            }
            allocate(page);
        }
        pages[page][index % PAGE] = value;
    }

    private void allocate(int page) {
        if (page >= pages.length) {
            int before = pages.length;
            pages = Arrays.copyOf(pages, Math.max(page + 1, before + before / 2));
            Arrays.fill(pages, before, pages.length, NONE);
        }
        pages[page] = new int[PAGE];
        allocated++;
    }

    /** How many pages there may be. */
    int pages() {
        return pages.length;
    }

    /** The values of a page, none if nothing of it was set; not to be changed. */
    int[] page(int page) {
        return pages[page];
    }

    /** Bytes on the heap. */
    public long bytes() {
        return (long) allocated * (PAGE * Integer.BYTES + ARRAY_HEADER) + (long) pages.length * Long.BYTES;
    }
}
