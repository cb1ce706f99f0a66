package freshet.cli.replay;

import freshet.cli.SpanText;
import freshet.model.data.LoggedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * When each event of a log is due at a pace, and what a person should know of it beforehand. Eight
 * bytes per event. Immutable; threads may share it.
 */
final class ReplaySchedule {
    /** Shorter pauses need no word. */
    static final Duration LONG = Duration.ofMinutes(1);

    private final List<LoggedEvent> events;
    private final long[] dueNanos; // after the start, by event
    private final int afterLongest; // the event that the longest pause precedes

    /** @param events in the order of their times */
    ReplaySchedule(List<LoggedEvent> events, Pace pace) {
        this.events = events;
        this.dueNanos = new long[events.size()];
        long millis = 0;
        int longest = 0;
        for (int i = 1; i < dueNanos.length; i++) {
            millis += pace.kept(time(i) - time(i - 1));
            dueNanos[i] = pace.dueNanos(millis);
            if (longest == 0 || pause(i) > pause(longest)) {
                longest = i;
            }
        }
        this.afterLongest = longest;
    }

    /** When an event is due, nanoseconds after the start. */
    long dueNanos(int event) {
        return dueNanos[event];
    }

    /** How long all of it takes. */
    Duration span() {
        return dueNanos.length == 0 ? Duration.ZERO : Duration.ofNanos(dueNanos[dueNanos.length - 1]);
    }

    /** What is to come: how many events, of which time, in how long. */
    String words() {
        return String.format(
                Locale.ROOT,
                "sending %,d events, from %s to %s, in %s",
                events.size(),
                instant(0),
                instant(events.size() - 1),
                SpanText.of(span()));
    }

    /** Of the longest pause, if it lasts for a minute and more. */
    Optional<String> longestPause() {
        Duration pause = Duration.ofNanos(afterLongest == 0 ? 0 : pause(afterLongest));
        return pause.compareTo(LONG) < 0
                ? Optional.empty()
                : Optional.of("its longest pause, from " + instant(afterLongest - 1) + " to " + instant(afterLongest)
                        + ", lasts " + SpanText.of(pause) + "; --max-gap shortens pauses");
    }

    /** Of a wait that is under way. */
    String waiting(int event, long nanos) {
        return "waiting " + SpanText.of(Duration.ofNanos(nanos)) + " for the next event, of " + instant(event);
    }

    private long pause(int event) {
        return dueNanos[event] - dueNanos[event - 1];
    }

    private long time(int event) {
        return events.get(event).event().timeMillis();
    }

    private Instant instant(int event) {
        return Instant.ofEpochMilli(time(event));
    }
}
