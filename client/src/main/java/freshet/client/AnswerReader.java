package freshet.client;

import freshet.schema.codec.MalformedRecordException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Reads recommendations and rejections on a thread of its own, all partitions, from the end that
 * they had when this was made.
 */
final class AnswerReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long RETRY_MILLIS = 1_000;

    private final Consumer<byte[], byte[]> consumer;
    private final TopicWatch watch;
    private final ClientSettings settings;
    private final KafkaFaults faults;
    private final PendingEvents pending;
    private final NewestAnswers newest;
    private final ReplyReader replies = new ReplyReader();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = new Thread(this::read, "freshet-client-reader");

    private Map<String, TopicWatch.Layout> followed; // the reader's alone, once it runs
    private volatile Optional<String> problem = Optional.empty();
    private volatile long unreadable; // written by the reader alone

    /**
     * Takes the positions now; {@link #start} reads from there.
     *
     * @param consumer is closed with this
     * @throws ClientException if the ends of the topics cannot be read
     */
    AnswerReader(
            Consumer<byte[], byte[]> consumer,
            TopicWatch watch,
            ClientSettings settings,
            PendingEvents pending,
            NewestAnswers newest) {
        this.consumer = consumer;
        this.watch = watch;
        this.settings = settings;
        this.faults = new KafkaFaults(settings.bootstrapServers());
        this.pending = pending;
        this.newest = newest;
        this.followed = watch.layouts();
        List<TopicPartition> partitions = new ArrayList<>();
        answerTopics().forEach(topic -> partitions.addAll(partitions(topic)));
        consumer.assign(partitions);
        try {
            consumer.endOffsets(partitions).forEach(consumer::seek);
        } catch (KafkaException e) {
            throw faults.notRead(e);
        }
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Why answers cannot be read now; empty if they can. */
    Optional<String> problem() {
        return problem;
    }

    /** Records since the start that are neither recommendation nor rejection of a known schema. */
    long unreadable() {
        return unreadable;
    }

    /** Ends the reading and waits for it, for {@link KafkaClients#REACH} at most. */
    @Override
    public void close() {
        stopping.countDown();
        consumer.wakeup();
        try {
            thread.join(KafkaClients.REACH.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try (consumer) {
            while (stopping.getCount() > 0) {
                try {
                    follow(watch.layouts());
                    consumer.poll(POLL).forEach(this::take);
                    problem = Optional.empty();
                } catch (WakeupException e) {
                    // close() wants the end, which the loop's condition tells.
                } catch (RuntimeException e) {
                    fail(faults.notRead(e));
                }
            }
        }
    }

    /** Events that wait now learn of it at once; later ones when reading fails again. */
    private void fail(ClientException cause) {
        problem = Optional.of(cause.getMessage());
        pending.failAll(cause);
        try {
            stopping.await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            stopping.countDown(); // an interruption wants the end as well
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        byte[] value = record.value() == null ? new byte[0] : record.value();
        try {
            if (record.topic().equals(settings.recommendationsTopic())) {
                Answer.Recommended answer = replies.recommendation(value);
                newest.add(answer);
                pending.replied(Reply.of(answer));
            } else {
                replies.rejection(value).ifPresent(pending::replied);
            }
        } catch (MalformedRecordException e) {
            unreadable++;
        }
    }

    /**
     * Reads partitions that were added, and topics that were made anew, from their begin: all in
     * them is newer than what was read.
     */
    private void follow(Map<String, TopicWatch.Layout> layouts) {
        if (layouts.equals(followed)) {
            return;
        }
        Map<String, TopicWatch.Layout> before = followed;
        followed = layouts;
        if (isAnew(before, settings.eventsTopic())) {
            newest.clear();
        }
        List<TopicPartition> all = new ArrayList<>();
        List<TopicPartition> unread = new ArrayList<>();
        for (String topic : answerTopics()) {
            List<TopicPartition> now = partitions(topic);
            all.addAll(now);
            int read = isAnew(before, topic) ? 0 : before.get(topic).partitions();
            unread.addAll(now.subList(Math.min(read, now.size()), now.size()));
        }
        consumer.assign(all);
        if (!unread.isEmpty()) { // none would mean all
            consumer.seekToBeginning(unread);
        }
    }

    private boolean isAnew(Map<String, TopicWatch.Layout> before, String topic) {
        return !before.get(topic).id().equals(followed.get(topic).id());
    }

    private List<String> answerTopics() {
        return List.of(settings.recommendationsTopic(), settings.rejectedTopic());
    }

    private List<TopicPartition> partitions(String topic) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (int partition = 0; partition < followed.get(topic).partitions(); partition++) {
            partitions.add(new TopicPartition(topic, partition));
        }
        return partitions;
    }
}
