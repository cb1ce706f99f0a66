package freshet.gateway.model;

import freshet.serving.Announcement;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The announcements that were read, the newest of each version: also those that compaction has
 * taken from the topic since. Threads share it.
 */
final class Announced {
    private static final int MOST = 1_000; // beyond them the lowest versions are forgotten

    private final NavigableMap<Long, Announcement> byVersion = new TreeMap<>(); // guarded by this

    synchronized void take(Announcement announcement) {
        byVersion.put(announcement.version(), announcement);
        if (byVersion.size() > MOST) {
            byVersion.pollFirstEntry();
        }
    }

    synchronized Optional<Announcement> of(long version) {
        return Optional.ofNullable(byVersion.get(version));
    }

    /** All, the highest version first. */
    synchronized List<Announcement> newestFirst() {
        return byVersion.values().stream()
                .sorted(Comparator.comparingLong(Announcement::version).reversed())
                .toList();
    }

    synchronized boolean isEmpty() {
        return byVersion.isEmpty();
    }
}
