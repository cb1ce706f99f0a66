package freshet.job.settings;

import java.util.Locale;

/** Where a job without a checkpoint starts to read its events. */
public enum EventsStart {
    /** The oldest events that the topic still has. */
    EARLIEST,
    /** What comes after the start. */
    LATEST,
    /** Where the consumer group stopped; the oldest events where it never read. */
    COMMITTED;

    /** As it is written in the settings. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
