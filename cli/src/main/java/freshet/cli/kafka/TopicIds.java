package freshet.cli.kafka;

import freshet.cli.CommandException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Uuid;

/**
 * The ids that Kafka gives topics when they are made: a topic that is deleted and made anew has
 * another one. Immutable; threads may share it.
 */
public final class TopicIds {
    private final Map<String, Uuid> ids;

    private TopicIds(Map<String, Uuid> ids) {
        this.ids = Map.copyOf(ids);
    }

    /**
     * Asks for the ids of topics.
     *
     * @param remedy what to do about one that does not exist
     * @throws CommandException naming the first topic that does not exist
     */
    public static TopicIds of(Admin admin, List<String> topics, String remedy) {
        Topics.require(admin, topics, remedy);
        return new TopicIds(ask(admin, topics));
    }

    /** Topic → its id. */
    public SortedMap<String, Uuid> byName() {
        return new TreeMap<>(ids);
    }

    /**
     * Makes sure that the topics are still those that were asked for.
     *
     * @throws CommandException naming one that was made anew since
     */
    public void requireSame(Admin admin) {
        ask(admin, List.copyOf(ids.keySet())).forEach((topic, id) -> {
            if (!id.equals(ids.get(topic))) {
                throw new CommandException(
                        "topic " + topic + " was deleted and made anew while it was read: its id was " + ids.get(topic)
                                + " and is " + id + "; try again");
            }
        });
    }

    private static Map<String, Uuid> ask(Admin admin, List<String> topics) {
        Map<String, Uuid> found = new TreeMap<>();
        try {
            for (TopicDescription topic :
                    admin.describeTopics(topics).allTopicNames().get().values()) {
                found.put(topic.name(), topic.topicId());
            }
        } catch (ExecutionException e) {
            throw new CommandException(
                    "the topics " + topics + " cannot be described: "
                            + e.getCause().getMessage() + "; try again",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted while asking for topics", e);
        }
        return found;
    }
}
