package freshet.gateway.model;

import freshet.schema.ModelAnnouncement;
import freshet.serving.Announcement;
import freshet.serving.Challenge;
import freshet.serving.trial.Trial;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The announcements that were read, the newest of each version: also those that compaction has
 * taken from the topic since. Beside them the challenger, if one was announced and its trial not
 * ended. Threads share it.
 */
final class Announced {
    private static final int MOST = 1_000; // beyond them the lowest versions are forgotten

    private final NavigableMap<Long, Announcement> byVersion = new TreeMap<>(); // guarded by this
    private Optional<ModelAnnouncement> challenger = Optional.empty(); // guarded by this

    synchronized void take(Announcement announcement) {
        byVersion.put(announcement.version(), announcement);
        if (byVersion.size() > MOST) {
            byVersion.pollFirstEntry();
        }
    }

    /** Takes what is said of the challenger; the newest holds. */
    synchronized void take(Challenge challenge) {
        challenger = challenge.bundle();
    }

    /** The topic is read anew: a challenger is one only if that says so. */
    synchronized void forgetChallenger() {
        challenger = Optional.empty();
    }

    /** The trial that is on, if one is. */
    synchronized Optional<Trial> trial(String model) {
        return Trial.of(
                model,
                Optional.ofNullable(byVersion.lastEntry())
                        .map(newest -> newest.getValue().bundle()),
                challenger);
    }

    /** The announcement of a version, a challenger's too. */
    synchronized Optional<Announcement> of(String model, long version) {
        return Optional.ofNullable(byVersion.get(version)).or(() -> challenger
                .filter(tried -> tried.getVersion() == version)
                .map(tried -> new Announcement(model, tried)));
    }

    /** All of champions, the highest version first. */
    synchronized List<Announcement> newestFirst() {
        return byVersion.values().stream()
                .sorted(Comparator.comparingLong(Announcement::version).reversed())
                .toList();
    }

    synchronized boolean isEmpty() {
        return byVersion.isEmpty();
    }
}
