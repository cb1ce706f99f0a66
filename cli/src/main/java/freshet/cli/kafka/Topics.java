package freshet.cli.kafka;

import freshet.cli.CommandException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates the topics that Freshet works on; those that exist stay as they are. */
public final class Topics {
    private static final long RETRY_MILLIS = 50;

    private Topics() {}

    /**
     * Creates all topics of a deployment and returns when they take records. Recommendations bear
     * the broker's time of arrival, by which latency is measured.
     *
     * @param partitions of events, recommendations and rejected events, at least 1; models and
     *     items have one
     * @throws CommandException if a topic is missing and cannot be created
     */
    public static void create(Admin admin, TopicNames names, int partitions) {
        Map<String, String> arrival = Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
        List<NewTopic> topics = new ArrayList<>(List.of(
                topic(names.events(), partitions, Map.of()),
                topic(names.recommendations(), partitions, arrival),
                topic(names.rejected(), partitions, Map.of()),
                compacted(names.models())));
        names.items().ifPresent(items -> topics.add(compacted(items)));
        create(admin, topics);
    }

    /**
     * Creates the compacted topic of announcements alone.
     *
     * @throws CommandException if it is missing and cannot be created
     */
    public static void createModels(Admin admin, String name) {
        create(admin, List.of(compacted(name)));
    }

    /**
     * Makes sure that all topics of a deployment exist.
     *
     * @throws CommandException naming the first one that does not
     */
    public static void require(Admin admin, TopicNames names) {
        require(admin, names.all(), "create it, or let --create-topics do so");
    }

    /**
     * Makes sure that none of a deployment's topics exists.
     *
     * @throws CommandException naming one that does
     */
    public static void requireNone(Admin admin, TopicNames names) {
        Set<String> there = there(admin);
        names.all().stream().filter(there::contains).findFirst().ifPresent(name -> {
            throw new CommandException("topic " + name + " is there already; name a Kafka without Freshet's topics");
        });
    }

    /**
     * Names of the topics that exist.
     *
     * @throws CommandException if they cannot be listed
     */
    public static Set<String> there(Admin admin) {
        try {
            return admin.listTopics().names().get();
        } catch (ExecutionException e) {
            throw new CommandException(
                    "the topics cannot be listed: " + e.getCause().getMessage() + "; look at the broker", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted while looking for topics", e);
        }
    }

    /**
     * Makes sure that topics exist.
     *
     * @param remedy what to do about one that does not
     * @throws CommandException naming the first one that does not
     */
    public static void require(Admin admin, List<String> names, String remedy) {
        DescribeTopicsResult described = admin.describeTopics(names);
        for (String name : names) {
            try {
                described.topicNameValues().get(name).get();
            } catch (ExecutionException e) {
                String reason = e.getCause() instanceof UnknownTopicOrPartitionException
                        ? "there is no topic " + name
                        : "topic " + name + " cannot be used: " + e.getCause().getMessage();
                throw new CommandException(reason + "; " + remedy, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CommandException("interrupted while looking for topic " + name, e);
            }
        }
    }

    private static NewTopic compacted(String name) {
        return topic(name, 1, Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
    }

    private static NewTopic topic(String name, int partitions, Map<String, String> settings) {
        return new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(settings);
    }

    private static void create(Admin admin, List<NewTopic> topics) {
        CreateTopicsResult results = admin.createTopics(topics);
        for (NewTopic topic : topics) {
            try {
                results.values().get(topic.name()).get();
                awaitLeaders(admin, topic);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw new CommandException(
                            "topic " + topic.name() + " cannot be created: "
                                    + e.getCause().getMessage() + "; create it by hand and try again",
                            e);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CommandException("interrupted while creating topic " + topic.name(), e);
            }
        }
    }

    /**
     * Waits until every partition's leader answers. Before that a leader refuses an idempotent
     * producer's first batch and may take its second one, after which it refuses the first for
     * good: out of order.
     */
    private static void awaitLeaders(Admin admin, NewTopic topic) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (int partition = 0; partition < topic.numPartitions(); partition++) {
            ends.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
        }
        long deadline = System.nanoTime() + KafkaConnection.REACH.toNanos();
        boolean ready = false;
        while (!ready) {
            try {
                admin.listOffsets(ends).all().get();
                ready = true;
            } catch (ExecutionException e) {
                // A broker may not have heard of the topic yet.
                if (!(e.getCause() instanceof RetriableException) || System.nanoTime() > deadline) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
            }
        }
    }
}
