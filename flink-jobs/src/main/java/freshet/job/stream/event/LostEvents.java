package freshet.job.stream.event;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of events that the topic dropped before they were read, in the log and as a metric. Threads
 * may share it.
 */
final class LostEvents {
    private static final Logger LOG = LoggerFactory.getLogger(LostEvents.class);

    private final Counter lost;

    LostEvents(MetricGroup metrics) {
        lost = metrics.counter("eventsLost", new ThreadSafeSimpleCounter());
    }

    /**
     * Offsets are gone, each of which may have been an event.
     *
     * @param from the first one
     * @param begin the oldest one that is left
     */
    void tell(TopicPartition partition, long from, long begin) {
        lost.inc(begin - from);
        LOG.warn(
                "{} events of {} are lost, offsets {} to {}: the topic no longer had them when they were to be"
                        + " read; reading"
                        + " goes on at {}; raise the topic's retention, or the job's speed",
                begin - from,
                partition,
                from,
                begin - 1,
                begin);
    }
}
