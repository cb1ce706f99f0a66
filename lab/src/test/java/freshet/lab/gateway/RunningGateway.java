package freshet.lab.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import freshet.cli.kafka.TopicNames;
import freshet.gateway.Gateway;
import freshet.gateway.GatewaySettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;

/** A gateway in this JVM, on a free port, and calls to it. */
public final class RunningGateway implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final Gateway gateway;
    private final HttpClient http = HttpClient.newHttpClient();

    /** What came back. */
    public record Called(int status, Map<String, String> headers, JsonNode body) {}

    /** @param more settings beside broker, port and topics */
    public RunningGateway(String bootstrapServers, TopicNames topics, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "kafka.bootstrap.servers",
                bootstrapServers,
                "http.port",
                "0",
                "answers.max-memory",
                "16 mb",
                "events.topic",
                topics.events(),
                "recommendations.topic",
                topics.recommendations(),
                "rejected.topic",
                topics.rejected(),
                "models.topic",
                topics.models()));
        settings.putAll(more);
        gateway = new Gateway(GatewaySettings.of(settings));
    }

    /** Where it is: {@code http://127.0.0.1:8080}. */
    public String address() {
        return gateway.address();
    }

    public Called get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gateway.address() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return called(request.build());
    }

    public Called post(String path, String json) throws IOException, InterruptedException {
        return called(HttpRequest.newBuilder(URI.create(gateway.address() + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    private Called called(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
        Map<String, String> headers = new HashMap<>();
        response.headers().map().forEach((name, values) -> headers.put(name, values.get(0)));
        JsonNode body = response.body().length == 0 ? JSON.createObjectNode() : JSON.readTree(response.body());
        return new Called(response.statusCode(), headers, body);
    }

    @Override
    public void close() {
        gateway.close();
    }
}
