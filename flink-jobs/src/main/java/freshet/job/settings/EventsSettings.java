package freshet.job.settings;

import freshet.schema.event.EventFormat;
import java.io.Serializable;
import java.time.Duration;

/**
 * How events are read. Travels to the operators inside the job graph.
 *
 * @param topic where from
 * @param format how they are encoded
 * @param start where a job without a checkpoint begins
 * @param outOfOrderness how far a partition may be out of order in event time
 * @param idleTimeout after this long without an event a partition no longer holds back event time
 * @param partitionDiscovery time between two looks at the topics' partitions
 */
public record EventsSettings(
        String topic,
        EventFormat format,
        EventsStart start,
        Duration outOfOrderness,
        Duration idleTimeout,
        Duration partitionDiscovery)
        implements Serializable {}
