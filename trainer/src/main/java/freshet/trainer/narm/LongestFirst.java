package freshet.trainer.narm;

import freshet.trainer.neural.Windows;

/**
 * The windows of a step in an order in which those that have a k-th item are in front, for each k:
 * so that a recurrent layer takes them as its first rows. For one thread; once it is filled, others
 * may read.
 */
final class LongestFirst {
    private final int[] slots; // (B): the window at each place
    private final int[] counts; // (longest + 1): windows of more than k items, the last 0
    private int longest;

    /**
     * @param capacity most windows
     * @param window most items of one
     */
    LongestFirst(int capacity, int window) {
        this.slots = new int[capacity];
        this.counts = new int[window + 1];
    }

    /** Sorts some windows; equal lengths keep their order. */
    void sort(Windows windows) {
        int place = 0;
        longest = 0;
        for (int slot = 0; slot < windows.size(); slot++) {
            longest = Math.max(longest, length(windows, slot));
        }
        for (int length = longest; length > 0; length--) {
            counts[length] = place;
            for (int slot = 0; slot < windows.size(); slot++) {
                if (length(windows, slot) == length) {
                    slots[place++] = slot;
                }
            }
        }
        counts[0] = place;
    }

    private static int length(Windows windows, int slot) {
        return windows.to(slot) - windows.from(slot);
    }

    /** Items of the longest window. */
    int longest() {
        return longest;
    }

    /** Windows of more than {@code items} items, which are at the first places. */
    int longerThan(int items) {
        return counts[items];
    }

    /** The window at a place. */
    int slot(int place) {
        return slots[place];
    }
}
