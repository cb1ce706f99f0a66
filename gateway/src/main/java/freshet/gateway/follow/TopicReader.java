package freshet.gateway.follow;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes what a {@link TopicFollower} reads, on the follower's thread. */
public interface TopicReader {

    /** Both are given all. */
    static TopicReader both(TopicReader first, TopicReader second) {
        return new TopicReader() {
            @Override
            public void take(ConsumerRecord<byte[], byte[]> record) {
                first.take(record);
                second.take(record);
            }

            @Override
            public void pause() {
                first.pause();
                second.pause();
            }

            @Override
            public void forget() {
                first.forget();
                second.forget();
            }
        };
    }

    /** One record. A value that cannot be read is the reader's to count. */
    void take(ConsumerRecord<byte[], byte[]> record);

    /**
     * All records that were there are taken: called after each poll, those without one included.
     */
    void pause();

    /** The topic was made anew: what was taken before is of another topic. */
    void forget();
}
