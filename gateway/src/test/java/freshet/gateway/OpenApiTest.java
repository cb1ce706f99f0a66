package freshet.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.gateway.http.Access;
import freshet.gateway.http.Route;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The running gateway, without a broker, and what {@code openapi.json} says of it. */
class OpenApiTest {
    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

    private static Gateway gateway;
    private static OpenApiDocument document;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws Exception {
        document = new OpenApiDocument();
        gateway = new Gateway(GatewaySettings.of(Map.of(
                "http.port", "0",
                "kafka.bootstrap.servers", "127.0.0.1:1",
                "http.api-key", "an-api-key-of-the-test",
                "http.operator-key", "an-operator-key-of-the-test")));
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    static List<Route> routes() throws Exception {
        if (gateway == null) {
            start();
        }
        return gateway.routes();
    }

    @Test
    void theServerShowsTheDocument() throws Exception {
        assertThat(send("GET", "/openapi.json", "").body())
                .isEqualTo(new String(
                        OpenApiDocument.class
                                .getResourceAsStream("openapi.json")
                                .readAllBytes(),
                        StandardCharsets.UTF_8));
    }

    @Test
    void theDocumentHasExactlyTheRoutes() {
        assertThat(document.calls())
                .containsExactlyInAnyOrderElementsOf(gateway.routes().stream()
                        .map(route -> route.method() + " " + route.path())
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("routes")
    void theDocumentSaysWhetherAKeyIsNeededBy(Route route) {
        boolean open = document.call(route.method(), route.path()).has("security");
        assertThat(open).isEqualTo(route.access() == Access.OPEN);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void theDocumentNamesEachPartOfThePathOf(Route route) {
        Matcher names = PARAMETER.matcher(route.path());
        List<String> documented =
                document.call(route.method(), route.path()).path("parameters").findValuesAsText("name");
        while (names.find()) {
            assertThat(documented).contains(names.group(1));
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void anAnswerIsAsTheDocumentSaysWithAndWithoutAKeyOf(Route route) throws Exception {
        String path = PARAMETER.matcher(route.path()).replaceAll("1");
        for (String key : List.of("", "an-operator-key-of-the-test")) {
            Answer answer = send(route.method(), path, key);
            assertThat(document.faults(route.method(), route.path(), answer.status(), answer.type(), answer.body()))
                    .as(route + ": " + answer)
                    .isEmpty();
        }
    }

    private static Answer send(String method, String path, String key) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gateway.address() + path))
                .method(method, method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}"))
                .header("Content-Type", "application/json");
        if (!key.isEmpty()) {
            request.header("X-API-Key", key);
        }
        HttpResponse<InputStream> answer = CLIENT.send(request.build(), BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            String type = answer.headers().firstValue("Content-Type").orElse("");
            boolean endless = type.equals("text/event-stream");
            return new Answer(
                    answer.statusCode(), type, endless ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private record Answer(int status, String type, String body) {}
}
