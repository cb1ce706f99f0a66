package freshet.job.settings;

import java.time.Duration;

/**
 * How events are read.
 *
 * @param topic where from
 * @param format how they are encoded: avro or json
 * @param start where a job without a checkpoint begins
 * @param outOfOrderness how far a partition may be out of order in event time
 * @param idleTimeout after this long without an event a partition no longer holds back event time
 */
public record EventsSettings(
        String topic, String format, EventsStart start, Duration outOfOrderness, Duration idleTimeout) {}
