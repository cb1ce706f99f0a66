package freshet.serving.table;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells in the log how the reading of a topic goes on, and ends one that goes on no longer. For one
 * thread.
 */
final class ReadingProgress {
    private static final Logger LOG = LoggerFactory.getLogger(ReadingProgress.class);
    private static final long WORD_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final String topic;
    private final Duration stall;
    private final long begin; // of all, by the clock of System.nanoTime
    private long lastWord;
    private long lastRecord;
    private long records;

    /**
     * @param stall longest time without a record
     * @param now by the clock of {@link System#nanoTime}
     */
    ReadingProgress(String topic, Duration stall, long now) {
        this.topic = topic;
        this.stall = stall;
        this.begin = now;
        this.lastWord = now;
        this.lastRecord = now;
    }

    /**
     * Some records came, or none.
     *
     * @param place what is still to be read
     * @throws IllegalStateException if none has come for too long
     */
    void step(int count, long now, Supplier<String> place) {
        records += count;
        if (count > 0) {
            lastRecord = now;
        } else if (now - lastRecord > stall.toNanos()) {
            throw new IllegalStateException("no record of topic " + topic + " came for " + stall.toSeconds()
                    + " s before" + " its end: " + place.get() + "; check that the brokers serve the partition");
        }
        if (now - lastWord >= WORD_NANOS) {
            lastWord = now;
            LOG.info("reading topic {}: {} records in {} s; {}", topic, records, seconds(now), place.get());
        }
    }

    /** The end was reached. */
    void end(long now) {
        LOG.info("topic {} is read whole: {} records in {} s", topic, records, seconds(now));
    }

    private long seconds(long now) {
        return TimeUnit.NANOSECONDS.toSeconds(now - begin);
    }
}
