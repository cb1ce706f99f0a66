package freshet.cli.kafka;

import freshet.cli.CommandException;
import freshet.cli.NearNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
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
    /** How far ahead of its clock the job takes an event. */
    public static final Duration AHEAD = Duration.ofDays(1);

    private static final long RETRY_MILLIS = 50;

    private Topics() {}

    /**
     * Creates all topics of a deployment with the brokers' default of replicas.
     *
     * @see #create(Admin, TopicNames, int, Optional)
     */
    public static List<String> create(Admin admin, TopicNames names, int partitions) {
        return create(admin, names, partitions, Optional.empty());
    }

    /**
     * Creates all topics of a deployment and returns when they take records. Recommendations bear
     * the broker's time of arrival, by which latency is measured. Events may be dated up to a day
     * ahead, as the job takes them.
     *
     * @param partitions of events, answers and rejected events, at least 1; the compacted topics
     *     have one
     * @param replicas of each partition; the brokers' default where empty
     * @return names of those that were missing
     * @throws CommandException if a topic is missing and cannot be created
     */
    public static List<String> create(Admin admin, TopicNames names, int partitions, Optional<Short> replicas) {
        NewTopic events = topic(names.events(), partitions, replicas, Map.of());
        List<NewTopic> topics = new ArrayList<>(List.of(
                datedAhead(admin, events),
                answers(names.recommendations(), partitions, replicas),
                topic(names.rejected(), partitions, replicas, Map.of()),
                compacted(names.models(), replicas)));
        names.items().ifPresent(items -> topics.add(compacted(items, replicas)));
        names.shadow().ifPresent(shadow -> topics.add(answers(shadow, partitions, replicas)));
        names.lists().ifPresent(lists -> topics.add(compacted(lists, replicas)));
        names.rollouts().ifPresent(rollouts -> topics.add(compacted(rollouts, replicas)));
        return create(admin, topics);
    }

    /**
     * Makes sure that all topics of a deployment exist.
     *
     * @throws CommandException naming the first one that does not
     */
    public static void require(KafkaConnection connection, Admin admin, TopicNames names) {
        require(
                admin,
                names.ofJob(),
                "create it with --create-topics N, or with " + CreateHint.command(connection, names)
                        + ", or correct the setting that names it");
    }

    /**
     * Makes sure that none of a deployment's topics exists.
     *
     * @throws CommandException naming one that does
     */
    public static void requireNone(Admin admin, TopicNames names) {
        Set<String> there = there(admin);
        names.ofJob().stream().filter(there::contains).findFirst().ifPresent(name -> {
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
     * Makes sure that topics exist, and creates none: also not on brokers that make a missing topic
     * for a producer that asks for it.
     *
     * @param remedy what to do about one that does not
     * @throws CommandException naming the first one that does not, and topics of similar names
     */
    public static void require(Admin admin, List<String> names, String remedy) {
        DescribeTopicsResult described = admin.describeTopics(names);
        for (String name : names) {
            try {
                described.topicNameValues().get(name).get();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof UnknownTopicOrPartitionException
                        ? missing(admin, name, remedy, e)
                        : new CommandException(
                                "topic " + name + " cannot be used: "
                                        + Rights.reason(e.getCause(), "DESCRIBE on topic " + name),
                                e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CommandException("interrupted while looking for topic " + name, e);
            }
        }
    }

    /**
     * The error about a topic that does not exist: it names topics of similar names, where the
     * broker shows any.
     */
    public static CommandException missing(Admin admin, String name, String remedy, Exception cause) {
        return new CommandException(
                "there is no topic " + name + NearNames.question(name, visible(admin)) + "; " + remedy, cause);
    }

    /** Names of the topics that this client may see; none where the broker does not answer. */
    private static Set<String> visible(Admin admin) {
        try {
            return there(admin);
        } catch (CommandException e) {
            return Set.of(); // only a hint is lost, and the error is told in any case
        }
    }

    private static NewTopic answers(String name, int partitions, Optional<Short> replicas) {
        return topic(name, partitions, replicas, Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime"));
    }

    private static NewTopic compacted(String name, Optional<Short> replicas) {
        return topic(name, 1, replicas, Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
    }

    private static NewTopic topic(String name, int partitions, Optional<Short> replicas, Map<String, String> settings) {
        return new NewTopic(name, Optional.of(partitions), replicas).configs(settings);
    }

    /**
     * The same topic for records up to a day ahead of the brokers' clocks, where their default is
     * less: it asks what the topic would be like. Brokers before 3.6 know no such limit.
     */
    private static NewTopic datedAhead(Admin admin, NewTopic topic) {
        String limit = TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG;
        try {
            Config usual = admin.createTopics(List.of(topic), new CreateTopicsOptions().validateOnly(true))
                    .config(topic.name())
                    .get();
            boolean less =
                    usual.get(limit) != null && Long.parseLong(usual.get(limit).value()) < AHEAD.toMillis();
            return less ? topic.configs(Map.of(limit, Long.toString(AHEAD.toMillis()))) : topic;
        } catch (ExecutionException e) {
            return topic; // it exists, or cannot be created or described: the real attempt says so
        } catch (InterruptedException e) {
            throw interrupted(topic.name(), e);
        }
    }

    private static List<String> create(Admin admin, List<NewTopic> topics) {
        List<String> made = new ArrayList<>();
        CreateTopicsResult results = admin.createTopics(topics);
        for (NewTopic topic : topics) {
            try {
                results.values().get(topic.name()).get();
                awaitLeaders(admin, topic);
                made.add(topic.name());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw new CommandException(
                            "topic " + topic.name() + " cannot be created: "
                                    + Rights.reason(e.getCause(), "CREATE on topic " + topic.name())
                                    + "; create it by hand and try again",
                            e);
                }
            } catch (InterruptedException e) {
                throw interrupted(topic.name(), e);
            }
        }
        return made;
    }

    private static CommandException interrupted(String topic, InterruptedException e) {
        Thread.currentThread().interrupt();
        return new CommandException("interrupted while creating topic " + topic, e);
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
