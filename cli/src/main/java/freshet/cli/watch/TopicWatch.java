package freshet.cli.watch;

import freshet.cli.CommandException;
import freshet.cli.kafka.Topics;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Notices what becomes of the watched topics: partitions that are added, a topic that is deleted or
 * made anew, brokers that do not answer. Asks every two seconds and never waits for an answer. A
 * consumer itself reads on at its old position in a topic that was made anew. For one thread.
 */
final class TopicWatch {
    private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final String SILENCE = "Kafka does not answer; waiting until it does";

    private final Admin admin;
    private final List<String> topics;
    private final Consumer<String> say;
    private final Map<String, Uuid> ids = new HashMap<>();
    private final Map<String, Set<TopicPartition>> partitions = new LinkedHashMap<>();
    private final Map<String, String> troubles = new HashMap<>(); // by topic: what was said last
    private final Set<String> deleted = new HashSet<>();
    private DescribeTopicsResult asked;
    private long askedNanos = System.nanoTime();

    private TopicWatch(Admin admin, List<TopicDescription> found, Consumer<String> say) {
        this.admin = admin;
        this.topics = found.stream().map(TopicDescription::name).toList();
        this.say = say;
        for (TopicDescription topic : found) {
            ids.put(topic.name(), topic.topicId());
            partitions.put(topic.name(), partitionsOf(topic));
        }
        asked = admin.describeTopics(topics);
    }

    /**
     * Asks for the topics, and waits for the first answer.
     *
     * @param remedy what to do about one that does not exist
     * @param say takes a line for the user
     * @throws CommandException naming the first topic that does not exist
     */
    static TopicWatch of(Admin admin, List<String> topics, String remedy, Consumer<String> say) {
        Topics.require(admin, topics, remedy);
        try {
            return new TopicWatch(
                    admin,
                    List.copyOf(
                            admin.describeTopics(topics).allTopicNames().get().values()),
                    say);
        } catch (ExecutionException e) {
            throw new CommandException(
                    "the topics " + topics + " cannot be described: "
                            + e.getCause().getMessage() + "; try again",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted while asking for topics", e);
        }
    }

    /** The partitions of all topics, as far as is known. */
    Set<TopicPartition> partitions() {
        return partitions.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
    }

    /** Those of topics that are deleted. */
    Set<TopicPartition> deleted() {
        return deleted.stream().flatMap(topic -> partitions.get(topic).stream()).collect(Collectors.toSet());
    }

    /**
     * Looks whether there is news.
     *
     * @return partitions to read from their beginning: new ones, and all of a topic that was made
     *     anew
     */
    Set<TopicPartition> news() {
        boolean answered = topics.stream().allMatch(topic -> answer(topic).isDone());
        if (!answered || System.nanoTime() - askedNanos < EVERY_NANOS) {
            return Set.of();
        }
        Set<TopicPartition> news = topics.stream()
                .flatMap(topic -> news(topic, answer(topic)).stream())
                .collect(Collectors.toSet());
        asked = admin.describeTopics(topics);
        askedNanos = System.nanoTime();
        return news;
    }

    private KafkaFuture<TopicDescription> answer(String topic) {
        return asked.topicNameValues().get(topic);
    }

    private Set<TopicPartition> news(String topic, KafkaFuture<TopicDescription> answer) {
        try {
            return news(answer.get());
        } catch (ExecutionException e) {
            trouble(topic, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the answer is here, so this does not wait
        }
        return Set.of();
    }

    private Set<TopicPartition> news(TopicDescription topic) {
        String name = topic.name();
        deleted.remove(name);
        Set<TopicPartition> before = partitions.put(name, partitionsOf(topic));
        if (!topic.topicId().equals(ids.put(name, topic.topicId()))) {
            say.accept("topic " + name + " was made anew; it is read from its beginning");
            troubles.remove(name);
            return partitions.get(name);
        }
        String trouble = troubles.remove(name);
        if (trouble != null && !troubles.containsValue(trouble)) {
            say.accept(trouble.equals(SILENCE) ? "Kafka answers again" : "topic " + name + " is there again");
        }
        Set<TopicPartition> added = partitions.get(name).stream()
                .filter(partition -> !before.contains(partition))
                .collect(Collectors.toSet());
        if (!added.isEmpty()) {
            say.accept("topic " + name + " has " + partitions.get(name).size() + " partitions now");
        }
        return added;
    }

    private void trouble(String topic, Throwable cause) {
        if (cause instanceof UnknownTopicOrPartitionException) {
            deleted.add(topic);
            trouble(topic, "topic " + topic + " is deleted; waiting until it is made anew");
        } else if (cause instanceof RetriableException) {
            trouble(topic, SILENCE);
        } else {
            trouble(topic, "topic " + topic + " cannot be described: " + cause.getMessage());
        }
    }

    /** Says it unless it was said last, of this topic or another one. */
    private void trouble(String topic, String words) {
        boolean said = troubles.containsValue(words);
        troubles.put(topic, words);
        if (!said) {
            say.accept(words);
        }
    }

    private static Set<TopicPartition> partitionsOf(TopicDescription topic) {
        return topic.partitions().stream()
                .map(partition -> new TopicPartition(topic.name(), partition.partition()))
                .collect(Collectors.toSet());
    }
}
