package freshet.model.data;

import freshet.model.data.LogSummary.LogFault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Takes what a format finds in one file: passes events on, counts good and malformed lines or
 * records and keeps the first faults. For one thread.
 */
public final class LogTally {
    /** A hundredth of the file may be malformed. */
    private static final int UNITS_PER_FAULT = 100;

    private final String unit;
    private final Consumer<LoggedEvent> events;
    private final Consumer<String> guesses;
    private final Map<String, Long> types = new HashMap<>();
    private final List<LogFault> faults = new ArrayList<>();
    private long eventCount;
    private long wellFormed;
    private long malformed;
    private long last;
    private boolean recognized;

    /**
     * @param unit what is counted, see {@link LogFormat#unit}
     * @param guesses takes how the file is understood, see {@link #guessed}
     */
    LogTally(String unit, Consumer<LoggedEvent> events, Consumer<String> guesses) {
        this.unit = unit;
        this.events = events;
        this.guesses = guesses;
    }

    /**
     * Says how the file is understood, where its format leaves that open; before the first event,
     * or behind the last.
     *
     * @param sentence on one line
     */
    public void guessed(String sentence) {
        guesses.accept(sentence);
    }

    /**
     * Says that the file is of its format beyond doubt: what is wrong with it is something else,
     * which its message names.
     */
    public void recognized() {
        recognized = true;
    }

    /** Whether the file is of its format beyond doubt. */
    boolean isRecognized() {
        return recognized;
    }

    /** Passes an event on. */
    public void event(LoggedEvent event) {
        eventCount++;
        types.merge(event.event().type(), 1L, Long::sum);
        events.accept(event);
    }

    /**
     * Counts a line or record whose events have all been passed on.
     *
     * @param number its number in the file, from 1
     */
    public void wellFormed(long number) {
        wellFormed++;
        reached(number);
    }

    /**
     * Counts a line or record that was passed over.
     *
     * @param number its number in the file, from 1
     * @param reason what is wrong in it, on one line
     */
    public void malformed(long number, String reason) {
        malformed++;
        reached(number);
        if (faults.size() < EventLog.MAX_FAULTS) {
            faults.add(new LogFault(number, reason));
        }
    }

    /**
     * Says how far the file has been read, where that is further than what was counted.
     *
     * @param number of the line or record, from 1
     */
    public void reached(long number) {
        last = Math.max(last, number);
    }

    /** Number of the line or record that was read last; 0 before the first. */
    long last() {
        return last;
    }

    /** Whether more is malformed than a log may have. */
    boolean isUnsound() {
        return malformed > 0 && malformed * UNITS_PER_FAULT > wellFormed + malformed;
    }

    LogSummary summary() {
        return new LogSummary(
                unit, eventCount, wellFormed + malformed, malformed, List.copyOf(faults), Map.copyOf(types));
    }
}
