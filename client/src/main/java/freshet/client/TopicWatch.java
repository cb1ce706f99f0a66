package freshet.client;

import freshet.client.ClientException.Reason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * What the brokers say of the client's topics: whether they are there, whether they were made anew
 * or have more partitions, and whether a transaction holds answers back. Threads may share it.
 */
final class TopicWatch {
    /**
     * A topic as it is now.
     *
     * @param id another one if the topic was made anew; the same for all from brokers before 2.8
     */
    record Layout(Uuid id, int partitions) {}

    private final Admin admin;
    private final KafkaFaults faults;
    private final List<String> topics;
    private final String recommendations;
    private final Map<String, Layout> layouts = new ConcurrentHashMap<>();
    private final Map<String, String> problems = new ConcurrentHashMap<>(); // by topic
    private volatile long heldBack;

    /**
     * Looks for the topics and waits for the answer.
     *
     * @throws ClientException if one is missing, or no broker answers
     */
    TopicWatch(Admin admin, ClientSettings settings) {
        this.admin = admin;
        this.faults = new KafkaFaults(settings.bootstrapServers());
        this.topics = settings.topics();
        this.recommendations = settings.recommendationsTopic();
        Map<String, KafkaFuture<TopicDescription>> described =
                admin.describeTopics(topics).topicNameValues();
        for (String topic : topics) {
            try {
                layouts.put(topic, layout(described.get(topic).get()));
            } catch (ExecutionException e) {
                throw faults.topic(topic, e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ClientException(Reason.UNREACHABLE, "interrupted while looking for topic " + topic, e);
            }
        }
    }

    /** Asks again and does not wait for the answer. */
    void look() {
        admin.describeTopics(topics).topicNameValues().forEach((topic, description) -> {
            description.whenComplete((found, fault) -> {
                if (fault == null) {
                    layouts.put(topic, layout(found));
                    problems.remove(topic);
                } else {
                    problems.put(topic, faults.topic(topic, fault).getMessage());
                }
            });
        });
        lookForTransactions();
    }

    /** The newest known layout of each topic. */
    Map<String, Layout> layouts() {
        return Map.copyOf(layouts);
    }

    /** One sentence per topic that is missing or cannot be used. */
    List<String> problems() {
        return List.copyOf(problems.values());
    }

    /** Offsets of recommendations before the end that committed readers do not see yet. */
    long heldBack() {
        return heldBack;
    }

    /** The ends first, then what is committed: between the two plain records may come. */
    private void lookForTransactions() {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (int partition = 0; partition < layouts.get(recommendations).partitions(); partition++) {
            latest.put(new TopicPartition(recommendations, partition), OffsetSpec.latest());
        }
        offsets(latest, IsolationLevel.READ_UNCOMMITTED).whenComplete((ends, fault) -> {
            if (fault == null) { // else look() has the same fault, and names it
                offsets(latest, IsolationLevel.READ_COMMITTED).whenComplete((stable, stableFault) -> {
                    if (stableFault == null) {
                        heldBack = ends.entrySet().stream()
                                .mapToLong(end -> Math.max(
                                        0,
                                        end.getValue().offset()
                                                - stable.get(end.getKey()).offset()))
                                .sum();
                    }
                });
            }
        });
    }

    private KafkaFuture<Map<TopicPartition, ListOffsetsResultInfo>> offsets(
            Map<TopicPartition, OffsetSpec> specs, IsolationLevel isolation) {
        return admin.listOffsets(specs, new ListOffsetsOptions(isolation)).all();
    }

    private static Layout layout(TopicDescription topic) {
        return new Layout(topic.topicId(), topic.partitions().size());
    }
}
