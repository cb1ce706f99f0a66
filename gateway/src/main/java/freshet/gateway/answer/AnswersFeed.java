package freshet.gateway.answer;

import freshet.gateway.follow.TopicReader;
import freshet.schema.Recommendation;
import freshet.schema.codec.MalformedRecordException;
import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Puts what is read from the recommendations topic into the store, and lets the store's event time
 * go on. For the follower's thread; others may ask and call {@link #eventsAnew}.
 */
public final class AnswersFeed implements TopicReader {
    private final AnswerStore store;
    private final String eventsTopic;
    private final EventTimes times;
    private final Clock clock;
    private volatile boolean eventsAnew;
    private volatile long answers; // written by the follower's thread alone
    private volatile long unreadable;

    /**
     * @param eventsTopic answers to events of another topic do not count
     * @param disorder the job's events.out-of-orderness
     * @param idle the job's events.idle-timeout
     */
    public AnswersFeed(AnswerStore store, String eventsTopic, Duration disorder, Duration idle, Clock clock) {
        this.store = store;
        this.eventsTopic = eventsTopic;
        this.times = new EventTimes(disorder, idle);
        this.clock = clock;
    }

    @Override
    public void take(ConsumerRecord<byte[], byte[]> record) {
        byte[] value = record.value() == null ? new byte[0] : record.value();
        Recommendation answer;
        try {
            answer = HeldAnswer.CODEC.decode(value);
        } catch (MalformedRecordException e) {
            unreadable++;
            return;
        }
        if (answer.getEvent().getTopic().equals(eventsTopic)) {
            answers++;
            times.answered(answer, clock.millis());
            store.offer(answer, value);
        }
    }

    @Override
    public void pause() {
        if (eventsAnew) {
            forget();
        }
        store.advance(times.at(clock.millis()));
    }

    @Override
    public void forget() {
        eventsAnew = false;
        times.clear();
        store.clear();
    }

    /** The topic of the events was made anew: what is known are answers to events that are gone. */
    public void eventsAnew() {
        eventsAnew = true;
    }

    /** Answers read since the start, repetitions included. */
    public long answers() {
        return answers;
    }

    /** Records since the start that are no recommendation of a known schema. */
    public long unreadable() {
        return unreadable;
    }
}
