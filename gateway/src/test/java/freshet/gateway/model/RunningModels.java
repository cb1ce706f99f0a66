package freshet.gateway.model;

import static freshet.serving.testing.Patience.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import freshet.gateway.health.Health;
import freshet.gateway.http.HttpServer;
import freshet.gateway.http.HttpSettings;
import freshet.gateway.http.Route;
import freshet.gateway.item.ItemTitles;
import freshet.gateway.settings.Setting;
import freshet.gateway.settings.Settings;
import freshet.model.session.SessionRules;
import freshet.serving.Announcement;
import freshet.serving.Challenge;
import freshet.serving.model.LocalFiles;
import freshet.serving.model.WebFiles;
import freshet.serving.table.AnnouncementRecords;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Topics of one test, the models that follow them, and a server before them. */
final class RunningModels implements AutoCloseable {
    private static final String KEY = "an-operator-key-of-the-test";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String suffix = "-" + UUID.randomUUID();
    private final Properties kafka = new Properties();
    private final KafkaProducer<byte[], byte[]> producer;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Settings settings;
    private Optional<Models> models = Optional.empty();
    private Optional<HttpServer> server = Optional.empty();

    /** A call's outcome. */
    record Got(int status, JsonNode json) {}

    /**
     * Makes the topics.
     *
     * @param overrides settings of the form key=value
     */
    RunningModels(String bootstrapServers, String... overrides) throws Exception {
        kafka.setProperty("bootstrap.servers", bootstrapServers);
        create(modelsTopic());
        create(itemsTopic());
        producer = new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer());
        List<Setting<?>> known = new ArrayList<>(ModelSettings.all());
        known.addAll(HttpSettings.all());
        Map<String, String> given = new HashMap<>(Map.of(
                "http.port", "0",
                "http.operator-key", KEY,
                "events.partition-discovery", "100 ms",
                "model.retry-initial", "50 ms",
                "model.retry-max", "200 ms"));
        for (String setting : overrides) {
            given.put(setting.split("=")[0], setting.split("=")[1]);
        }
        this.settings = new Settings(given, known, "none");
    }

    /** Follows the topics and answers. */
    void start() {
        Models following = new Models(
                ModelSettings.of(settings),
                SessionRules.DEFAULT,
                kafka,
                modelsTopic(),
                Optional.of(itemsTopic()),
                Optional.empty(),
                new WebFiles(new LocalFiles()),
                ItemTitles.NONE,
                new PrometheusRegistry());
        models = Optional.of(following);
        List<Route> routes = new ArrayList<>(following.routes());
        routes.addAll(new Health(following.checks(), new PrometheusRegistry()).routes());
        server = Optional.of(new HttpServer(HttpSettings.of(settings), routes, new PrometheusRegistry()));
    }

    String modelsTopic() {
        return "models" + suffix;
    }

    String itemsTopic() {
        return "items" + suffix;
    }

    private void create(String topic) throws Exception {
        try (Admin admin = Admin.create(kafka)) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
    }

    /** Deletes a topic and makes it anew. */
    void makeAnew(String topic) throws Exception {
        try (Admin admin = Admin.create(kafka)) {
            admin.deleteTopics(List.of(topic)).all().get();
            eventually().until(() -> !admin.listTopics().names().get().contains(topic));
        }
        create(topic);
    }

    void announce(Announcement announcement) throws Exception {
        send(AnnouncementRecords.record(modelsTopic(), announcement));
    }

    /** Announces a challenger, or ends its trial. */
    void challenge(Challenge challenge) throws Exception {
        send(AnnouncementRecords.record(modelsTopic(), challenge));
    }

    /** Writes a record of an item, in JSON. */
    void item(String id, String json) throws Exception {
        send(new ProducerRecord<>(
                itemsTopic(), id.getBytes(StandardCharsets.UTF_8), json.getBytes(StandardCharsets.UTF_8)));
    }

    void send(ProducerRecord<byte[], byte[]> record) throws Exception {
        // A producer goes on with what it knows of a topic that was made anew.
        eventually().ignoreExceptions().until(() -> producer.send(record).get().hasOffset());
    }

    /** Waits until it can answer. */
    void ready() {
        eventually().until(() -> get("/health/ready").status() == 200);
    }

    /** Waits until a version is served. */
    void serves(long version) {
        eventually().until(() -> get("/v1/models").json().at("/served/version").asLong() == version);
    }

    Got get(String path) {
        return call(HttpRequest.newBuilder(uri(path)).GET());
    }

    Got post(String path, String json) {
        return call(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    Got put(String path, String json) {
        return call(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(json)));
    }

    private URI uri(String path) {
        return URI.create(server.orElseThrow().address() + path);
    }

    private Got call(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response = client.send(
                    request.header("X-API-Key", KEY)
                            .timeout(Duration.ofMinutes(3))
                            .build(),
                    BodyHandlers.ofByteArray());
            return new Got(response.statusCode(), JSON.readTree(response.body()));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("the server does not answer", e);
        }
    }

    @Override
    public void close() {
        server.ifPresent(HttpServer::close);
        models.ifPresent(Models::close);
        producer.close();
    }
}
