package freshet.gateway.live;

import freshet.gateway.follow.TopicReader;
import freshet.schema.Recommendation;
import freshet.schema.codec.MalformedRecordException;
import freshet.schema.codec.SingleObjectCodec;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Puts what is read from the recommendations topic on the board. For the follower's thread. */
public final class LiveAnswers implements TopicReader {
    private final LiveBoard board;
    private final String eventsTopic;
    private final SingleObjectCodec<Recommendation> codec = new SingleObjectCodec<>(Recommendation.class);

    /** @param eventsTopic answers to events of another topic do not count */
    public LiveAnswers(LiveBoard board, String eventsTopic) {
        this.board = board;
        this.eventsTopic = eventsTopic;
    }

    @Override
    public void take(ConsumerRecord<byte[], byte[]> record) {
        Recommendation answer;
        try {
            answer = codec.decode(record.value() == null ? new byte[0] : record.value());
        } catch (MalformedRecordException e) {
            return; // the reader beside this one counts it
        }
        if (answer.getEvent().getTopic().equals(eventsTopic)) {
            board.answer(answer);
        }
    }

    @Override
    public void pause() {
        // Nothing waits for it.
    }

    @Override
    public void forget() {
        // Answers that are known count on: the topic of the events is another one.
    }
}
