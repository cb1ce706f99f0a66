package freshet.cli.split;

import freshet.cli.SpanText;
import freshet.model.data.Session;
import freshet.model.session.ItemEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;

/**
 * The newest two times of a log's events.
 *
 * @param lastMillis the newest
 * @param beforeMillis the one before it; the same if there is none
 */
record LastEvents(long lastMillis, long beforeMillis) {

    /** @param sessions at least one */
    static LastEvents of(List<Session> sessions) {
        long last = newest(sessions, time -> true, Long.MIN_VALUE);
        return new LastEvents(last, newest(sessions, time -> time < last, last));
    }

    private static long newest(List<Session> sessions, LongPredicate counts, long none) {
        return sessions.stream()
                .flatMap(session -> session.events().stream())
                .mapToLong(ItemEvent::timeMillis)
                .filter(counts)
                .max()
                .orElse(none);
    }

    /**
     * A word on a last event that is so far behind all others that a part by time would hold it
     * alone, as one with a wrong clock is.
     *
     * @param part the time that the part takes
     */
    Optional<String> warning(Duration part) {
        Duration gap = Duration.ofMillis(lastMillis - beforeMillis);
        return gap.compareTo(part) < 0
                ? Optional.empty()
                : Optional.of("its last event is of " + Instant.ofEpochMilli(lastMillis) + ", " + SpanText.of(gap)
                        + " after the one before it; parts by time are counted from it, so leave it out of the log if"
                        + " its time is wrong");
    }
}
