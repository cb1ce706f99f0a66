package freshet.gateway.live;

import freshet.gateway.follow.TopicReader;
import freshet.schema.event.DecodedEvent;
import freshet.schema.event.EventDecoder;
import freshet.schema.event.EventFormat;
import freshet.schema.event.EventLimits;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Puts what is read from the events topic on the board. For the follower's thread. */
public final class LiveEvents implements TopicReader {
    private final LiveBoard board;
    private final EventDecoder decoder;

    /** @param clock against which an event's time is checked */
    public LiveEvents(LiveBoard board, Clock clock) {
        this.board = board;
        this.decoder = EventFormat.AUTO.decoder(EventLimits.DEFAULT, clock);
    }

    @Override
    public void take(ConsumerRecord<byte[], byte[]> record) {
        byte[] value = record.value() == null ? new byte[0] : record.value();
        if (decoder.decode(value) instanceof DecodedEvent.Accepted accepted) {
            board.event(record.partition(), record.offset(), record.timestamp(), accepted.event());
        }
    }

    @Override
    public void pause() {
        // Nothing waits for it.
    }

    @Override
    public void forget() {
        board.forget();
    }
}
