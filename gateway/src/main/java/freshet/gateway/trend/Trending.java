package freshet.gateway.trend;

import freshet.model.trend.CountedItem;
import freshet.model.trend.DecayedCounts;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Which items are viewed now, for each of some windows. One thread counts; threads may share the
 * rest. Readers see counts of up to a second ago, and hold the counting up at most once a second.
 */
public final class Trending {
    /** Most items that are told of a window. */
    public static final int MOST_ITEMS = 10_000;

    private static final long FRESH_NANOS = 1_000_000_000;

    private final SortedMap<Duration, Window> windows = new TreeMap<>();

    /**
     * @param windows at least one, each longer than nothing
     * @param capacity most items that are counted per window
     */
    public Trending(List<Duration> windows, int capacity) {
        windows.forEach(length -> this.windows.put(length, new Window(length, capacity)));
    }

    /** The windows, the shortest first. */
    public List<Duration> windows() {
        return List.copyOf(windows.keySet());
    }

    /**
     * The items that are viewed most, best first: at most {@link #MOST_ITEMS}.
     *
     * @param window one of {@link #windows}
     */
    public List<CountedItem> top(Duration window) {
        return windows.get(window).top();
    }

    /**
     * Counts one event.
     *
     * @param millis when it was, milliseconds since 1970, never later than its arrival
     */
    void add(String itemId, long millis) {
        windows.values().forEach(window -> window.add(itemId, millis));
    }

    /** Forgets all events. */
    void clear() {
        windows.values().forEach(Window::clear);
    }

    /** What is counted for one window, and what was told of it last. */
    private static final class Window {
        private final DecayedCounts counts; // under this object's lock
        private final AtomicBoolean telling = new AtomicBoolean();
        private volatile List<CountedItem> told = List.of();
        private volatile long toldAt = System.nanoTime() - FRESH_NANOS;

        Window(Duration length, int capacity) {
            counts = new DecayedCounts(length.toMillis(), capacity);
        }

        synchronized void add(String itemId, long millis) {
            counts.add(itemId, millis);
        }

        synchronized void clear() {
            counts.clear();
            told = List.of();
        }

        List<CountedItem> top() {
            if (System.nanoTime() - toldAt >= FRESH_NANOS && telling.compareAndSet(false, true)) {
                try {
                    synchronized (this) {
                        told = counts.top(MOST_ITEMS);
                    }
                    toldAt = System.nanoTime();
                } finally {
                    telling.set(false);
                }
            }
            return told;
        }
    }
}
