package freshet.serving.table;

import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks from time to time which topic bears a name: one that was deleted and made anew has another
 * id, and offsets of before mean nothing on it. Brokers before 2.8 give no ids; there a topic
 * counts as the same. For one thread.
 */
final class TopicIdentity implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicIdentity.class);
    private static final long STEP_MILLIS = 100;
    private static final Duration CLOSE = Duration.ofSeconds(1);

    private final String topic;
    private final long lookNanos;
    private final Admin admin;
    private KafkaFuture<TopicDescription> question;
    private Uuid id = Uuid.ZERO_UUID;
    private int partitions;
    private long asked;

    /** @param look between two questions */
    TopicIdentity(Properties client, String topic, Duration look) {
        this.topic = topic;
        this.lookNanos = look.toNanos();
        this.admin = Admin.create(client);
        this.question = begin();
    }

    private KafkaFuture<TopicDescription> begin() {
        asked = System.nanoTime();
        return admin.describeTopics(List.of(topic)).topicNameValues().get(topic);
    }

    /**
     * Waits for the first answer.
     *
     * @param goesOn whether it is still wanted
     * @return how many partitions there are
     * @throws IllegalStateException if there is no such topic, or no broker tells
     */
    int ask(BooleanSupplier goesOn) {
        try {
            while (!question.isDone() && goesOn.getAsBoolean()) {
                wait(question);
            }
            if (!question.isDone()) {
                throw new IllegalStateException("nobody wants to know any more");
            }
            TopicDescription now = question.get();
            id = now.topicId();
            partitions = now.partitions().size();
            return partitions;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new IllegalStateException(
                        "there is no topic " + topic + "; create it, or correct the setting that names it", e);
            }
            throw new IllegalStateException(
                    "no broker tells of it: " + e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before topic " + topic + " was described", e);
        }
    }

    private static void wait(KafkaFuture<?> question) throws InterruptedException, ExecutionException {
        try {
            question.get(STEP_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.trace("no answer yet", e);
        }
    }

    /** How many partitions there are by the latest answer. */
    int partitions() {
        return partitions;
    }

    /** Whether the topic is another one than at first. Never waits for a broker. */
    boolean isAnother() {
        if (question.isDone()) {
            boolean another = compare();
            if (another) {
                return true;
            }
            if (System.nanoTime() - asked >= lookNanos) {
                question = begin();
            }
        }
        return false;
    }

    private boolean compare() {
        try {
            TopicDescription now = question.get();
            if (!now.topicId().equals(id)) {
                LOG.warn("topic {} was made anew: its id was {} and is {}; it is read anew", topic, id, now.topicId());
                return true;
            }
            partitions = now.partitions().size();
        } catch (ExecutionException e) { // while a broker is away, or the topic is: what was read holds
            LOG.debug("topic {} could not be described", topic, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    @Override
    public void close() {
        admin.close(CLOSE); // not as long as a question may take that no broker answers
    }
}
