package freshet.lab;

import static freshet.cli.testing.Patience.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.TopicNames;
import freshet.cli.kafka.TopicSnapshot;
import freshet.gateway.Gateway;
import freshet.gateway.GatewaySettings;
import freshet.schema.EventCoordinates;
import freshet.schema.Recommendation;
import freshet.schema.RecommendationSource;
import freshet.schema.RecommendedItem;
import freshet.schema.codec.SingleObjectCodec;
import freshet.schema.event.DecodedEvent.Accepted;
import freshet.schema.event.EventDecoder;
import freshet.schema.event.EventFormat;
import freshet.schema.event.EventLimits;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Asks a gateway for what a job has answered, by the items of the session alone. */
final class GatewayAnswers {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final SingleObjectCodec<Recommendation> CODEC = new SingleObjectCodec<>(Recommendation.class);
    private static final int EVERY = 10; // of the answers is asked for

    private final KafkaConnection connection;
    private final TopicNames topics;

    GatewayAnswers(KafkaConnection connection, TopicNames topics) {
        this.connection = connection;
        this.topics = topics;
    }

    /**
     * Each answer has the job's items and probabilities, to the last bit.
     *
     * @param settings of the gateway beside its topics
     */
    void assertEqualToTheJobs(Map<String, String> settings) throws Exception {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put("kafka.bootstrap.servers", connection.bootstrapServers());
        all.put("http.port", "0");
        all.put("events.topic", topics.events());
        all.put("recommendations.topic", topics.recommendations());
        all.put("rejected.topic", topics.rejected());
        all.put("models.topic", topics.models());
        Map<EventCoordinates, String> items = items();
        HttpClient client = HttpClient.newHttpClient();
        try (Gateway gateway = new Gateway(GatewaySettings.of(all))) {
            URI ready = URI.create(gateway.address() + "/health/ready");
            eventually()
                    .until(() -> client.send(HttpRequest.newBuilder(ready).build(), BodyHandlers.discarding())
                                    .statusCode()
                            == 200);
            int compared = 0;
            for (List<Recommendation> session : sessions()) {
                for (int at = compared % EVERY; at < session.size(); at += EVERY) {
                    Recommendation answer = session.get(at);
                    if (answer.getSource() == RecommendationSource.MODEL) {
                        List<String> window = session.subList(at + 1 - answer.getPosition(), at + 1).stream()
                                .map(each -> items.get(each.getEvent()))
                                .toList();
                        assertThat(asked(client, gateway.address(), window))
                                .as("answer to " + window)
                                .isEqualTo(ranking(answer));
                        compared++;
                    }
                }
            }
            assertThat(compared).isGreaterThan(50);
        }
    }

    private static Map<String, Float> ranking(Recommendation answer) {
        Map<String, Float> ranking = new LinkedHashMap<>();
        for (RecommendedItem item : answer.getItems()) {
            ranking.put(item.getItemId(), item.getProbability());
        }
        return ranking;
    }

    private static Map<String, Float> asked(HttpClient client, String address, List<String> window) throws Exception {
        ObjectNode body = JSON.createObjectNode();
        ArrayNode items = body.putArray("items");
        window.forEach(items::add);
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/v1/recommend"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build();
        JsonNode answer =
                JSON.readTree(client.send(request, BodyHandlers.ofString()).body());
        Map<String, Float> ranking = new LinkedHashMap<>();
        answer.path("items")
                .forEach(item -> ranking.put(
                        item.path("itemId").asText(), item.path("probability").floatValue()));
        return ranking;
    }

    /** The answers of each session in the order of their events. */
    private List<List<Recommendation>> sessions() {
        List<Recommendation> answers = new ArrayList<>();
        read(topics.recommendations(), record -> answers.add(CODEC.decode(record.value())));
        Map<String, List<Recommendation>> bySession = answers.stream()
                .sorted(Comparator.comparing(Recommendation::getEventTime)
                        .thenComparing(answer -> answer.getEvent().getOffset()))
                .collect(Collectors.groupingBy(
                        answer -> answer.getSessionId(), LinkedHashMap::new, Collectors.toList()));
        return List.copyOf(bySession.values());
    }

    private Map<EventCoordinates, String> items() {
        EventDecoder decoder = EventFormat.AUTO.decoder(EventLimits.DEFAULT, Clock.systemUTC());
        Map<EventCoordinates, String> items = new HashMap<>();
        read(topics.events(), record -> {
            if (decoder.decode(record.value()) instanceof Accepted accepted) {
                items.put(
                        new EventCoordinates(record.topic(), record.partition(), record.offset()),
                        accepted.event().getItemId());
            }
        });
        return items;
    }

    private void read(String topic, Consumer<ConsumerRecord<byte[], byte[]>> sink) {
        try (var consumer = connection.consumer()) {
            new TopicSnapshot(consumer, topic).read(sink);
        }
    }
}
