package freshet.gateway.trend;

import freshet.gateway.follow.TopicReader;
import freshet.model.session.Arrival;
import freshet.schema.SessionEvent;
import freshet.schema.event.DecodedEvent;
import freshet.schema.event.EventDecoder;
import freshet.schema.event.EventFormat;
import freshet.schema.event.EventLimits;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Counts what is read from the events topic, and keeps each session's newest. Events that the job
 * refuses for their form do not count; repetitions and late ones do. For the follower's thread.
 */
public final class EventsFeed implements TopicReader {
    private static final long EARLIEST = EventLimits.DEFAULT_EARLIEST.toEpochMilli();

    private final Trending trending;
    private final RecentEvents recent;
    private final Runnable anew;
    private final EventDecoder decoder;
    private final Clock clock;

    /**
     * @param format the job's events.format
     * @param anew told when the topic was made anew
     */
    public EventsFeed(Trending trending, RecentEvents recent, EventFormat format, Runnable anew, Clock clock) {
        this.trending = trending;
        this.recent = recent;
        this.anew = anew;
        this.decoder = format.decoder(EventLimits.DEFAULT, clock);
        this.clock = clock;
    }

    @Override
    public void take(ConsumerRecord<byte[], byte[]> record) {
        byte[] value = record.value() == null ? new byte[0] : record.value();
        if (decoder.decode(value) instanceof DecodedEvent.Accepted accepted) {
            SessionEvent event = accepted.event();
            long arrival = Arrival.of(believed(record.timestamp()), clock.millis());
            trending.add(event.getItemId(), Math.min(event.getEventTime().toEpochMilli(), arrival));
            recent.add(
                    event.getSessionId(), new SeenEvent(event.getItemId(), event.getEventTime(), event.getEventType()));
        }
    }

    /** As for the job: a record's timestamp before 2000 is none. */
    private static long believed(long timestamp) {
        return timestamp < EARLIEST ? ConsumerRecord.NO_TIMESTAMP : timestamp;
    }

    @Override
    public void pause() {
        // Nothing waits for it.
    }

    @Override
    public void forget() {
        trending.clear();
        recent.clear();
        anew.run();
    }
}
