package freshet.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.gateway.settings.SettingException;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A real server, asked by the JDK's client. */
class HttpServerTest {
    private static final List<Route> ROUTES = List.of(
            Route.get("/things/{id}", Access.OPEN, call -> text(call.path("id"))),
            Route.get("/things/best", Access.OPEN, call -> text("the best")),
            Route.get(
                    "/query",
                    Access.OPEN,
                    call -> text(call.integer("n", 20, 1, 100) + " "
                            + call.duration("wait", Duration.ZERO, Duration.ofSeconds(5))
                                    .toMillis() + " "
                            + call.list("exclude"))),
            Route.post("/notes", Access.OPEN, call -> Reply.json(200, call.body(Note.class))
                    .now()),
            Route.get("/fails", Access.OPEN, call -> CompletableFuture.failedFuture(new IllegalStateException("x"))),
            Route.get("/throws", Access.OPEN, call -> {
                throw new IllegalStateException("x");
            }));

    private final HttpServer server = new HttpServer(settings("127.0.0.1", 0), ROUTES, new PrometheusRegistry());
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/things/a,a",
        "/things/best,the best",
        "/things/a%2Fb,a/b",
        "/things/%C3%A4,ä",
        "/things/a%3Fb;c,a?b;c",
        "/things/..%2f..,../..",
        "/things/a+b,a+b"
    })
    void aPartOfThePathIsDecoded(String path, String expected) throws Exception {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(expected);
    }

    @Test
    void queryParametersHaveTypesAndDefaults() throws Exception {
        assertThat(get("/query").body()).isEqualTo("20 0 []");
        assertThat(get("/query?n=3&wait=1s&exclude=a,b&exclude=c+d").body()).isEqualTo("3 1000 [a, b, c d]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "n=0|query parameter n|give a whole number from 1 to 100",
                "n=many|query parameter n|give a whole number from 1 to 100",
                "n=1&n=2|query parameter n|give it once",
                "wait=5|query parameter wait|give a time with its unit up to 5 s, for example 50ms or 2s",
                "wait=6s|query parameter wait|give a time with its unit up to 5 s, for example 50ms or 2s",
                "n=%f|query parameter \"n\"|write each byte of UTF-8 as % and two hexadecimal digits",
                "%ff=1|query|write each byte of UTF-8 as % and two hexadecimal digits"
            })
    void aWrongParameterIsNamedWithItsRemedy(String query, String where, String remedy) throws Exception {
        RawHttp.Answer answer = RawHttp.send(
                server.port(), "GET /query?" + query + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
        assertThat(answer.body()).contains("\"where\":\"" + where.replace("\"", "\\\"") + "\"");
        assertThat(answer.body()).contains("\"remedy\":\"" + remedy + "\"");
    }

    @Test
    void anUnknownPathIsNotFound() throws Exception {
        assertProblem(get("/nothing"), 404);
        assertProblem(get("/things"), 404);
        assertProblem(get("/things/"), 404);
        assertProblem(get("/things/a/b"), 404);
    }

    @Test
    void anotherMethodIsNamedWithThoseThatAre() throws Exception {
        HttpResponse<String> answer = send("DELETE", "/things/a", "");
        assertProblem(answer, 405);
        assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD, OPTIONS");
        assertThat(send("OPTIONS", "/notes", "").headers().firstValue("Allow")).hasValue("OPTIONS, POST");
    }

    @Test
    void headHasTheHeadersOfGetAndNoBody() throws Exception {
        HttpResponse<String> answer = send("HEAD", "/things/abc", "");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Length")).hasValue("3");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void aBodyBecomesARecordAndBack() throws Exception {
        HttpResponse<String> answer = send("POST", "/notes", "{\"text\":\"ä\",\"count\":2}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"text\":\"ä\",\"count\":2}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|body",
                "null|body",
                "{|body line 1, column 2",
                "[]|body /",
                "{\"text\":\"a\",\"count\":\"2\"}|body /count",
                "{\"text\":\"a\",\"count\":1.5}|body /count",
                "{\"text\":\"a\",\"count\":1,\"more\":1}|body /more",
                "{\"text\":\"a\",\"text\":\"b\"}|body line 1, column 19",
                "{\"text\":\"a\",\"count\":1} {}|body /"
            })
    void aWrongBodyIsAProblemThatNamesThePlace(String body, String where) throws Exception {
        HttpResponse<String> answer = send("POST", "/notes", body);
        assertProblem(answer, 400);
        assertThat(answer.body()).contains("\"where\":\"" + where + "\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"text\":\"a\"|Unexpected end-of-input: expected close marker for Object",
                "{\"count\":1}|the field is missing or null",
                "{\"text\":\"a\",\"count\":1.5}|Cannot coerce Floating-point value (1.5) to `int` value",
                "{\"text\":\"a\",\"count\":1,\"more\":1}|Unrecognized field \\\"more\\\""
            })
    void aWrongBodyIsSaidWithoutNamesOfClasses(String body, String detail) throws Exception {
        HttpResponse<String> answer = send("POST", "/notes", body);
        assertProblem(answer, 400);
        assertThat(answer.body())
                .contains(detail + "\"")
                .doesNotContain("Feature", "Source", "freshet.", "CoercionConfig");
    }

    @Test
    void aBodyThatIsTooLongIsRefusedBeforeItIsRead() throws Exception {
        RawHttp.Answer answer = RawHttp.send(
                server.port(),
                "POST /notes HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        + "Content-Type: application/json\r\nContent-Length: 1001\r\n\r\n");
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/fails", "/throws"})
    void aFaultOfAnEndpointIsAProblemWithoutItsText(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        assertProblem(answer, 500);
        assertThat(answer.body()).doesNotContain("IllegalState");
    }

    @Test
    void aPortInUseIsSaid() {
        HttpSettings same = settings("127.0.0.1", server.port());
        assertThatThrownBy(() -> new HttpServer(same, ROUTES, new PrometheusRegistry()))
                .isInstanceOf(SettingException.class)
                .hasMessage("another program listens on 127.0.0.1:" + server.port()
                        + "; stop it, or give another http.port");
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1", "no-such-host.invalid"})
    void aHostThatIsNotThisMachineIsSaid(String host) {
        assertThatThrownBy(() -> new HttpServer(settings(host, 0), ROUTES, new PrometheusRegistry()))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining(host)
                .hasMessageContaining("http.host")
                .hasMessageContaining("address of this machine");
    }

    private static void assertProblem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"status\":" + status, "\"where\":", "\"remedy\":");
    }

    private static HttpSettings settings(String host, int port) {
        return HttpSettings.of(Map.of(
                "http.host",
                host,
                "http.port",
                Integer.toString(port),
                "http.max-body",
                "1000 b",
                "http.api-key",
                host.equals("127.0.0.1") ? "" : "0123456789abcdef"));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send("GET", path, "");
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.address() + path))
                .method(method, BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private static CompletableFuture<Reply> text(String text) {
        return CompletableFuture.completedFuture(
                Reply.of(200, "text/plain;charset=utf-8", text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    record Note(String text, int count, Optional<String> mood) {}
}
