package freshet.model.data;

import freshet.model.data.LogSummary.LogFault;
import java.util.ArrayList;
import java.util.List;
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
    private final List<LogFault> faults = new ArrayList<>();
    private long eventCount;
    private long wellFormed;
    private long malformed;
    private long last;

    /** @param unit what is counted, see {@link LogFormat#unit} */
    LogTally(String unit, Consumer<LoggedEvent> events) {
        this.unit = unit;
        this.events = events;
    }

    /** Passes an event on. */
    public void event(LoggedEvent event) {
        eventCount++;
        events.accept(event);
    }

    /**
     * Counts a line or record whose events have all been passed on.
     *
     * @param number its number in the file, from 1
     */
    public void wellFormed(long number) {
        wellFormed++;
        last = number;
    }

    /**
     * Counts a line or record that was passed over.
     *
     * @param number its number in the file, from 1
     * @param reason what is wrong in it, on one line
     */
    public void malformed(long number, String reason) {
        malformed++;
        last = number;
        if (faults.size() < EventLog.MAX_FAULTS) {
            faults.add(new LogFault(number, reason));
        }
    }

    /** Number of the line or record that was counted last; 0 before the first. */
    long last() {
        return last;
    }

    /** Whether more is malformed than a log may have. */
    boolean isUnsound() {
        return malformed > 0 && malformed * UNITS_PER_FAULT > wellFormed + malformed;
    }

    LogSummary summary() {
        return new LogSummary(unit, eventCount, wellFormed + malformed, malformed, List.copyOf(faults));
    }
}
