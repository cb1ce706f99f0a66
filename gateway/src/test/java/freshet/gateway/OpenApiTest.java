package freshet.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import freshet.gateway.http.Access;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The running gateway and what {@code openapi.json} says of it. */
class OpenApiTest {
    private final Gateway gateway = new Gateway(GatewaySettings.of(Map.of("http.port", "0")));
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void theDocumentHasExactlyTheRoutes() throws Exception {
        List<String> documented = new ArrayList<>();
        document().get("paths").fields().forEachRemaining(path -> path.getValue()
                .fieldNames()
                .forEachRemaining(method -> documented.add(method.toUpperCase() + " " + path.getKey())));

        assertThat(documented)
                .containsExactlyInAnyOrderElementsOf(gateway.routes().stream()
                        .map(route -> route.method() + " " + route.path())
                        .toList());
    }

    @Test
    void everyRouteSaysWhetherItNeedsAKey() throws Exception {
        JsonNode paths = document().get("paths");
        assertThat(gateway.routes()).allSatisfy(route -> {
            JsonNode call = paths.get(route.path()).get(route.method().toLowerCase());
            boolean open = call.has("security") && call.get("security").isEmpty();
            assertThat(open).as(route.path()).isEqualTo(route.access() == Access.OPEN);
        });
    }

    private JsonNode document() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway.address() + "/openapi.json"))
                .build();
        return new ObjectMapper()
                .readTree(client.send(request, BodyHandlers.ofString()).body());
    }
}
