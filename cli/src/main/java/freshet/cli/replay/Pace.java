package freshet.cli.replay;

import java.math.BigDecimal;
import java.util.concurrent.TimeUnit;

/**
 * How fast a log is replayed.
 *
 * @param speed times the recorded pace, over 0; infinite for as fast as possible
 * @param maxGapMillis longest recorded pause that is kept; longer ones are shortened to it
 */
record Pace(double speed, long maxGapMillis) {
    /** As fast as possible. */
    static final Pace MAX = new Pace(Double.POSITIVE_INFINITY);

    Pace {
        if (!(speed > 0)) { // NaN too
            throw new IllegalArgumentException("speed is " + speed + "; it must be over 0");
        }
    }

    /** With all pauses as they were recorded. */
    Pace(double speed) {
        this(speed, Long.MAX_VALUE);
    }

    /** The same with no recorded pause longer than a number of milliseconds. */
    Pace withMaxGap(long millis) {
        return this == MAX ? MAX : new Pace(speed, millis);
    }

    /**
     * Reads a number or {@code max}.
     *
     * @throws IllegalArgumentException if it is neither
     */
    static Pace parse(String text) {
        if (text.equalsIgnoreCase("max")) {
            return MAX;
        }
        try {
            return new Pace(new BigDecimal(text).doubleValue()); // what Java takes for doubles may be NaN or 1d
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "speed \"" + text + "\" is no number; write for example 1, 60 or max", e);
        }
    }

    /**
     * When an event is due, nanoseconds after the start of the replay, from its recorded distance
     * to the first event.
     */
    long dueNanos(long millisAfterFirst) {
        return (long) (millisAfterFirst * (double) TimeUnit.MILLISECONDS.toNanos(1) / speed);
    }

    /** What is kept of a recorded pause, in milliseconds. */
    long kept(long gapMillis) {
        return Math.min(gapMillis, maxGapMillis);
    }
}
