package freshet.cli.topics;

import freshet.cli.CommandException;
import freshet.cli.kafka.Rights;
import freshet.cli.kafka.TopicNames;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * A job's topics as the brokers know them.
 *
 * @param names of the topics
 * @param topics the state of those that exist, by role
 * @param brokers of the cluster
 * @param automatic whether the brokers make a missing topic for a client that names it; false also
 *     where they do not say
 */
record Deployment(TopicNames names, Map<Role, TopicState> topics, int brokers, boolean automatic) {
    private static final String AUTOMATIC = "auto.create.topics.enable";

    /**
     * Asks the brokers.
     *
     * @throws CommandException if they do not answer, or refuse to
     */
    static Deployment read(Admin admin, TopicNames names) {
        Map<Role, TopicState> topics = new TreeMap<>();
        for (Role role : Role.values()) {
            role.name(names).flatMap(name -> state(admin, name)).ifPresent(state -> topics.put(role, state));
        }
        Collection<Node> nodes = got(admin.describeCluster().nodes(), "the cluster", "DESCRIBE on the cluster");
        return new Deployment(
                names, topics, nodes.size(), automatic(admin, nodes.iterator().next()));
    }

    /** The topic of a role, if it exists. */
    Optional<TopicState> topic(Role role) {
        return Optional.ofNullable(topics.get(role));
    }

    /** The name of the topic of a role, if the deployment has one. */
    Optional<String> name(Role role) {
        return role.name(names);
    }

    private static Optional<TopicState> state(Admin admin, String name) {
        DescribeTopicsResult described = admin.describeTopics(List.of(name));
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
        try {
            TopicDescription topic = described.topicNameValues().get(name).get();
            Config settings = got(
                    admin.describeConfigs(List.of(resource)).values().get(resource),
                    "topic " + name,
                    "DESCRIBE_CONFIGS on topic " + name);
            return Optional.of(TopicState.of(topic, settings));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw refused("topic " + name, "DESCRIBE on topic " + name, e);
        } catch (InterruptedException e) {
            throw interrupted("topic " + name, e);
        }
    }

    private static boolean automatic(Admin admin, Node node) {
        ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, node.idString());
        try {
            Config settings =
                    admin.describeConfigs(List.of(broker)).values().get(broker).get();
            return Boolean.parseBoolean(Optional.ofNullable(settings.get(AUTOMATIC))
                    .map(entry -> entry.value())
                    .orElse("false"));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException) {
                return false; // a right that only this one hint needs
            }
            throw refused("broker " + node.idString(), "DESCRIBE_CONFIGS on the cluster", e);
        } catch (InterruptedException e) {
            throw interrupted("broker " + node.idString(), e);
        }
    }

    private static <T> T got(KafkaFuture<T> answer, String what, String right) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw refused(what, right, e);
        } catch (InterruptedException e) {
            throw interrupted(what, e);
        }
    }

    private static CommandException refused(String what, String right, ExecutionException e) {
        return new CommandException(what + " cannot be described: " + Rights.reason(e.getCause(), right), e);
    }

    private static CommandException interrupted(String what, InterruptedException e) {
        Thread.currentThread().interrupt();
        return new CommandException("interrupted while asking for " + what, e);
    }
}
