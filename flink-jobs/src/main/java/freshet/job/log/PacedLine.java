package freshet.job.log;

import freshet.schema.EventCoordinates;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.jspecify.annotations.Nullable;

/**
 * Tells of many events of one kind by few lines: a second after the first one, then at most once a
 * minute, each line with the sum since the one before it and with the first event of that sum.
 * Allocates nothing per event, but a timer per line. For the task's thread.
 */
final class PacedLine {
    /** How long the first line waits, so that it can tell a sum. */
    static final Duration FIRST = Duration.ofSeconds(1);
    /** From one line to the next. */
    static final Duration INTERVAL = Duration.ofMinutes(1);

    private static final long NEVER = Long.MIN_VALUE;

    private final ProcessingTimeService time;
    private final Consumer<Sum> line;
    private long events;
    private long began; // when the first of them came
    private @Nullable EventCoordinates first;
    private String words = "";
    private long told = NEVER;

    /**
     * @param time of the task
     * @param line takes what there is to tell
     */
    PacedLine(ProcessingTimeService time, Consumer<Sum> line) {
        this.time = time;
        this.line = line;
    }

    /**
     * Counts an event.
     *
     * @param about what there is to say of the event beside its place
     * @return whether it is the first one of a sum, which the line tells
     */
    boolean add(EventCoordinates event, String about) {
        boolean begins = events == 0;
        if (begins) {
            began = time.getCurrentProcessingTime();
            first = event;
            words = about;
            time.registerTimer(began + delay(), now -> flush());
        }
        events++;
        return begins;
    }

    /** Tells now what has not been told yet, if anything. */
    void flush() {
        EventCoordinates example = first;
        if (example != null) {
            told = time.getCurrentProcessingTime();
            line.accept(new Sum(events, Math.max(0, told - began), example, words));
        }
        events = 0;
        first = null;
    }

    /** A clock that is set back silences it for no longer. */
    private long delay() {
        long left = told == NEVER ? 0 : told + INTERVAL.toMillis() - began;
        return Math.max(FIRST.toMillis(), Math.min(left, INTERVAL.toMillis()));
    }

    /**
     * What a line tells.
     *
     * @param events how many there were since the line before it
     * @param millis from the first of them to this line
     * @param first the first of them
     * @param words about that one
     */
    record Sum(long events, long millis, EventCoordinates first, String words) {

        /** How many events. */
        String count() {
            return events == 1 ? "1 event" : events + " events";
        }

        /** Within how long they came, and where the first of them is: topic-partition@offset. */
        String place() {
            long seconds = Math.max(1, Math.round(millis / 1e3));
            return "within " + seconds + " s, the first at " + first.getTopic() + "-" + first.getPartition() + "@"
                    + first.getOffset();
        }
    }
}
