package freshet.cli.log;

import freshet.schema.codec.Excerpt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Finds ids in a log that are hardly what was meant: words that programs write for a missing value,
 * one session that holds a tenth of all events, blanks at the ends of item ids. They are learned
 * from all the same; the user is told. For one thread.
 */
public final class SuspectIds {
    private static final Set<String> MISSING =
            Set.of("null", "(null)", "<null>", "na", "n/a", "#n/a", "<na>", "\\n", "nan", "none", "nil", "undefined");
    private static final double NOTABLE_SHARE = 0.01;
    private static final int NOTABLE_RANK = 20;
    private static final double LARGE_SESSION = 0.1;
    private static final int LEAST_SESSIONS = 100; // of fewer, one may well hold a tenth
    private static final int BUCKETS = 1 << 12;
    private static final int SHOWN = 5;

    private final Map<String, Long> items = new HashMap<>();
    private final Map<String, Long> sessions = new HashMap<>(); // of those alone that may be told of
    private long eventsOfPaddedSessions;
    private String paddedSession = ""; // one of them
    private final long[] eventsPerBucket = new long[BUCKETS]; // of sessions, by the hash of their id
    private long events;

    private SuspectIds() {}

    /**
     * What there is to tell of a log's ids, a sentence each.
     *
     * @param log gives session and item of every event; it is asked twice, so that no count per
     *     session is held
     */
    public static List<String> warnings(Consumer<BiConsumer<String, String>> log) {
        SuspectIds ids = new SuspectIds();
        log.accept(ids::count);
        log.accept(ids::countSession);
        List<String> warnings = new ArrayList<>();
        ids.missingItems().ifPresent(warnings::add);
        ids.largeSessions().ifPresent(warnings::add);
        ids.paddedItems().ifPresent(warnings::add);
        ids.paddedSessions().ifPresent(warnings::add);
        return warnings;
    }

    private void count(String session, String item) {
        events++;
        items.merge(item, 1L, Long::sum);
        eventsPerBucket[bucket(session)]++;
        if (Blanks.around(session)) {
            eventsOfPaddedSessions++;
            paddedSession = session;
        }
    }

    private void countSession(String session, String item) {
        if (eventsPerBucket[bucket(session)] >= NOTABLE_SHARE * events
                && (isMissing(session) || eventsPerBucket[bucket(session)] >= LARGE_SESSION * events)) {
            sessions.merge(session, 1L, Long::sum);
        }
    }

    private Optional<String> missingItems() {
        Map<String, Long> found = items.entrySet().stream()
                .filter(item -> isMissing(item.getKey()))
                .filter(item -> item.getValue() >= NOTABLE_SHARE * events || rank(item.getValue()) < NOTABLE_RANK)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return words(found)
                .map(list -> "items are named as programs write a missing value: " + list
                        + "; leave these events out of the log if they name no item");
    }

    private Optional<String> largeSessions() {
        int filled = 0;
        for (long bucket : eventsPerBucket) {
            filled += bucket > 0 ? 1 : 0;
        }
        boolean many = filled >= LEAST_SESSIONS;
        Map<String, Long> found = sessions.entrySet().stream()
                .filter(session -> isMissing(session.getKey())
                        ? session.getValue() >= NOTABLE_SHARE * events
                        : many && session.getValue() >= LARGE_SESSION * events)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return words(found)
                .map(list -> "single session ids hold much of the log: " + list
                        + "; leave these events out if they belong to many visitors");
    }

    private Optional<String> paddedSessions() {
        return eventsOfPaddedSessions == 0
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "events whose session id begins or ends with a blank: %,d, for example %s; ids are taken as "
                                + "they are, take the blanks out of the log if they are no part of them",
                        eventsOfPaddedSessions,
                        Excerpt.quoted(paddedSession)));
    }

    private Optional<String> paddedItems() {
        List<String> padded =
                items.keySet().stream().filter(Blanks::around).sorted().toList();
        return padded.isEmpty()
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%,d of %,d item ids begin or end with a blank, for example %s; ids are taken as they are,"
                                + " take the blanks out of the log if they are no part of them",
                        padded.size(),
                        items.size(),
                        Excerpt.quoted(padded.get(0))));
    }

    /** The most frequent first, with their shares. */
    private Optional<String> words(Map<String, Long> found) {
        if (found.isEmpty()) {
            return Optional.empty();
        }
        String shown = found.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(SHOWN)
                .map(id -> String.format(
                        Locale.ROOT,
                        "%s (%.1f %% of events)",
                        Excerpt.quoted(id.getKey()),
                        100.0 * id.getValue() / events))
                .collect(Collectors.joining(", "));
        return Optional.of(found.size() > SHOWN ? shown + ", …" : shown);
    }

    private long rank(long support) {
        return items.values().stream().filter(other -> other > support).count();
    }

    private static boolean isMissing(String id) {
        return MISSING.contains(id.strip().toLowerCase(Locale.ROOT));
    }

    private static int bucket(String session) {
        return Math.floorMod(session.hashCode() * 0x9e3779b9, BUCKETS);
    }
}
