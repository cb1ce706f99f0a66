package freshet.gateway;

import static freshet.serving.testing.Patience.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import freshet.gateway.settings.SettingException;
import freshet.schema.ItemAvailability;
import freshet.schema.ItemList;
import freshet.schema.ListKind;
import freshet.schema.ListedItem;
import freshet.schema.codec.SingleObjectCodec;
import freshet.serving.table.AnnouncementRecords;
import freshet.serving.testing.TestBroker;
import freshet.serving.testing.TinyGru;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Lists on a real topic, asked for over HTTP; each answer is as {@code openapi.json} says. */
@ExtendWith(TestBroker.class)
class ListCallsITCase {
    private static final long HOUR = 3_600_000;
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final SingleObjectCodec<ItemList> LISTS = new SingleObjectCodec<>(ItemList.class);
    private static final SingleObjectCodec<ItemAvailability> AVAILABILITY =
            new SingleObjectCodec<>(ItemAvailability.class);

    private final String suffix = "-" + UUID.randomUUID();
    private final HttpClient client = HttpClient.newHttpClient();
    private OpenApiDocument document;
    private KafkaProducer<byte[], byte[]> producer;
    private Gateway gateway;

    @BeforeEach
    void start(TestBroker.Running broker) throws Exception {
        document = new OpenApiDocument();
        Map<String, Object> kafka = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (Admin admin = Admin.create(kafka)) {
            admin.createTopics(Stream.of("events", "recommendations", "rejected", "models", "items", "lists")
                            .map(name -> new NewTopic(name + suffix, 1, (short) 1))
                            .toList())
                    .all()
                    .get();
        }
        producer = new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer());
        gateway = new Gateway(settings(broker, Map.of()));
    }

    private void restart(TestBroker.Running broker, Map<String, String> others) {
        gateway.close();
        gateway = new Gateway(settings(broker, others));
    }

    private GatewaySettings settings(TestBroker.Running broker, Map<String, String> others) {
        Map<String, String> settings = new HashMap<>(others);
        settings.putAll(Map.of(
                "http.port", "0",
                "kafka.bootstrap.servers", broker.bootstrapServers(),
                "events.topic", "events" + suffix,
                "recommendations.topic", "recommendations" + suffix,
                "rejected.topic", "rejected" + suffix,
                "models.topic", "models" + suffix,
                "items.topic", "items" + suffix,
                "lists.topic", "lists" + suffix));
        return GatewaySettings.of(settings);
    }

    @AfterEach
    void close() {
        gateway.close();
        producer.close();
    }

    @Test
    void eachCallTellsItsListAlsoOfACategoryWithoutWithheldItems() throws Exception {
        counted(ListKind.TRENDING, HOUR, null, "a", "b", "sold-out", "c");
        counted(ListKind.TRENDING, 24 * HOUR, null, "b", "a");
        counted(ListKind.TRENDING, HOUR, "shoe", "b");
        counted(ListKind.POPULAR, 720 * HOUR, "shoe", "b", "d");
        told(ListKind.NEW, 0, null, new ListedItem("d", 0.0, NOW), new ListedItem("a", 0.0, NOW.minusSeconds(9)));
        send("items", "sold-out", AVAILABILITY.encode(new ItemAvailability("sold-out", false, Instant.EPOCH)));

        eventually().untilAsserted(() -> assertThat(ids("/v1/trending")).containsExactly("a", "b", "c"));
        eventually().untilAsserted(() -> assertThat(ids("/v1/new")).containsExactly("d", "a"));
        assertThat(ids("/v1/trending?n=1")).containsExactly("a");
        assertThat(ids("/v1/trending?window=1d")).containsExactly("b", "a");
        assertThat(ids("/v1/trending?category=shoe")).containsExactly("b");
        assertThat(ids("/v1/trending?category=hat")).isEmpty();
        assertThat(ids("/v1/popular?category=shoe")).containsExactly("b", "d");
        assertThat(ids("/v1/new?category=shoe")).isEmpty();
        JsonNode trending = get("/v1/trending", 200);
        assertThat(trending.at("/window").asText()).isEqualTo("1 h");
        assertThat(trending.at("/asOf").asText()).isEqualTo("2026-11-30T12:00:00Z");
        assertThat(trending.at("/items/0/count").asDouble()).isEqualTo(4);
        assertThat(get("/v1/popular?category=shoe", 200).at("/window").asText()).isEqualTo("30 d");
        assertThat(get("/v1/new", 200).at("/items/1/since").asText()).isEqualTo("2026-11-30T11:59:51Z");
        assertThat(get("/v1/trending?window=2h", 400).at("/remedy").asText())
                .isEqualTo("ask for 1 h or 1 d, or add it to the job's lists.trending-windows");
        assertThat(get("/v1/popular?category=shoe&filter=a%3Db", 400)
                        .at("/where")
                        .asText())
                .isEqualTo("query parameter filter");
        assertThat(get("/v1/new?n=0", 400).at("/where").asText()).isEqualTo("query parameter n");

        counted(ListKind.TRENDING, HOUR, "shoe", "e", "b");
        eventually().untilAsserted(() -> assertThat(ids("/v1/trending?category=shoe"))
                .containsExactly("e", "b"));
        send("lists", "TRENDING/" + HOUR + "/shoe", null);
        eventually().untilAsserted(() -> assertThat(ids("/v1/trending?category=shoe"))
                .isEmpty());
    }

    @Test
    void whatTrendsInItsCategoryAnswersASessionOfANewItem(TestBroker.Running broker, @TempDir Path folder)
            throws Exception {
        restart(broker, Map.of("lists.fallback-window", "1 h", "lists.category", "category"));
        producer.send(AnnouncementRecords.record("models" + suffix, new TinyGru(12, 1).publish(folder, 1)))
                .get();
        send(
                "items",
                "fresh",
                "{\"itemId\":\"fresh\",\"attributes\":{\"category\":\"shoe\"}}".getBytes(StandardCharsets.UTF_8));
        counted(ListKind.TRENDING, HOUR, null, "i7", "i5");
        counted(ListKind.TRENDING, HOUR, "shoe", "i2");
        counted(ListKind.TRENDING, 24 * HOUR, "shoe", "i9");

        eventually().untilAsserted(() -> assertThat(recommended("fresh")).startsWith("i2", "i7", "i5"));
        assertThat(recommended("stray")).startsWith("i7", "i5");
        send("lists", "TRENDING/" + HOUR + "/shoe", null);
        eventually().untilAsserted(() -> assertThat(recommended("fresh")).startsWith("i7", "i5"));
    }

    @Test
    void aFallbackWithoutATopicOfListsIsRefused() {
        assertThatThrownBy(() -> GatewaySettings.of(Map.of("lists.fallback-window", "1 h")))
                .isInstanceOf(SettingException.class)
                .hasMessage("lists.fallback-window is 1 h, but lists.topic is empty: no lists are read; name the job's"
                        + " topic of lists, or set lists.fallback-window: 0 s");
    }

    @Test
    void withoutATopicOfListsTheCallsSaySo(TestBroker.Running broker) throws Exception {
        gateway.close();
        gateway = new Gateway(
                GatewaySettings.of(Map.of("http.port", "0", "kafka.bootstrap.servers", broker.bootstrapServers())));
        for (String path : List.of("/v1/new", "/v1/trending?category=shoe", "/v1/popular?category=shoe")) {
            assertThat(get(path, 404).at("/remedy").asText())
                    .isEqualTo("name the job's topic of lists by lists.topic in the gateway's settings");
        }
        assertThat(get("/v1/trending", 200).at("/items")).isEmpty();
    }

    /** The last item counts 1, each before it one more. */
    private void counted(ListKind kind, long window, String category, String... items) throws Exception {
        ListedItem[] listed = new ListedItem[items.length];
        for (int item = 0; item < items.length; item++) {
            listed[item] = new ListedItem(items[item], (double) items.length - item, null);
        }
        told(kind, window, category, listed);
    }

    private void told(ListKind kind, long window, String category, ListedItem... items) throws Exception {
        String key = kind + "/" + window + (category == null ? "" : "/" + category);
        send("lists", key, LISTS.encode(new ItemList(kind, window, category, List.of(items), NOW)));
    }

    private void send(String topic, String key, byte[] value) throws Exception {
        producer.send(new ProducerRecord<>(topic + suffix, key.getBytes(StandardCharsets.UTF_8), value))
                .get();
    }

    private List<String> ids(String path) throws Exception {
        return get(path, 200).at("/items").findValuesAsText("itemId");
    }

    private List<String> recommended(String item) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway.address() + "/v1/recommend"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"items\":[\"" + item + "\"]}"))
                .build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode json = new ObjectMapper().readTree(answer.body());
        assertThat(json.at("/source").asText()).isIn("POPULAR", "NONE"); // before the model is there
        return json.at("/items").findValuesAsText("itemId");
    }

    private JsonNode get(String path, int status) throws Exception {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(gateway.address() + path)).build(), BodyHandlers.ofString());
        String type = answer.headers().firstValue("Content-Type").orElse("");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(document.faults("GET", path.replaceAll("\\?.*", ""), status, type, answer.body()))
                .isEmpty();
        return new ObjectMapper().readTree(answer.body());
    }
}
