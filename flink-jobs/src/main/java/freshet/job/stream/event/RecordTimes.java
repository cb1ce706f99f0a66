package freshet.job.stream.event;

import freshet.schema.event.EventLimits;
import java.time.Clock;
import org.apache.flink.metrics.Counter;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells which timestamps of Kafka records are believed: those that an event may bear.
 *
 * <p>A producer that writes seconds where Kafka counts milliseconds dates its records to January
 * 1970. Believed, one such partition would hold event time there for all, and no session would end.
 * Allocates nothing per record. For one thread.
 */
final class RecordTimes {
    /** A time that is unknown. */
    static final long UNKNOWN = ConsumerRecord.NO_TIMESTAMP;

    private static final Logger LOG = LoggerFactory.getLogger(RecordTimes.class);

    private final long earliest;
    private final long maxAhead;
    private final Clock clock;
    private final Counter impossible;

    /** @param impossible counts the records whose timestamp is not believed */
    RecordTimes(EventLimits limits, Clock clock, Counter impossible) {
        this.earliest = limits.earliest().toEpochMilli();
        this.maxAhead = limits.maxAhead().toMillis();
        this.clock = clock;
        this.impossible = impossible;
    }

    /**
     * The record's timestamp in milliseconds since 1970, or {@link #UNKNOWN} if it has none that
     * can be right.
     */
    long believed(ConsumerRecord<byte[], byte[]> record) {
        long timestamp = record.timestamp();
        if (timestamp == UNKNOWN || timestamp >= earliest && timestamp - maxAhead <= clock.millis()) {
            return timestamp;
        }
        impossible.inc();
        if (Long.bitCount(impossible.getCount()) == 1) { // the 1st, 2nd, 4th, 8th: a flood must not fill the log
            LOG.warn(
                    "impossible record timestamps so far: {}; that of {}-{}@{} is {}, which is no time in"
                            + " milliseconds from 2000 to a day ahead: its arrival counts instead; set the timestamp at"
                            + " its producer, or message.timestamp.type=LogAppendTime on the topic",
                    impossible.getCount(),
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    timestamp);
        }
        return UNKNOWN;
    }
}
