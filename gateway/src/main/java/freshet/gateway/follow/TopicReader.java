package freshet.gateway.follow;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes what a {@link TopicFollower} reads, on the follower's thread. */
public interface TopicReader {

    /** One record. A value that cannot be read is the reader's to count. */
    void take(ConsumerRecord<byte[], byte[]> record);

    /**
     * All records that were there are taken: called after each poll, those without one included.
     */
    void pause();

    /** The topic was made anew: what was taken before is of another topic. */
    void forget();
}
