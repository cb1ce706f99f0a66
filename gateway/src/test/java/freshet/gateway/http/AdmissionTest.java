package freshet.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.gateway.settings.SettingException;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may call what: a real server, asked by bare sockets. */
class AdmissionTest {
    private static final String API_KEY = "an-api-key-of-some-length";
    private static final String NEW_API_KEY = "the-next-api-key-of-some-length";
    private static final String OPERATOR_KEY = "an-operator-key-of-some-length";

    private static final List<Route> ROUTES = List.of(
            Route.get("/open", Access.OPEN, AdmissionTest::access),
            Route.get("/read", Access.READ, AdmissionTest::access),
            Route.post("/write", Access.WRITE, AdmissionTest::access),
            Route.post("/operate", Access.OPERATOR, AdmissionTest::access));

    @ParameterizedTest
    @CsvSource({
        "GET /open,,200,OPEN",
        "GET /read,,401,",
        "POST /write,,401,",
        "POST /operate,,401,",
        "GET /read," + API_KEY + ",200,WRITE",
        "POST /write," + API_KEY + ",200,WRITE",
        "POST /write," + NEW_API_KEY + ",200,WRITE",
        "POST /operate," + API_KEY + ",401,",
        "GET /read," + OPERATOR_KEY + ",200,OPERATOR",
        "POST /write," + OPERATOR_KEY + ",200,OPERATOR",
        "POST /operate," + OPERATOR_KEY + ",200,OPERATOR",
        "GET /open,no-key-of-this-gateway,401,",
        "GET /read,no-key-of-this-gateway,401,"
    })
    void aKeyOpensWhatItIsFor(String call, String key, int status, String access) throws Exception {
        try (HttpServer server =
                server(Map.of("http.api-key", API_KEY + "," + NEW_API_KEY, "http.operator-key", OPERATOR_KEY))) {
            String shown = key == null ? "" : "X-API-Key: " + key + "\r\n";
            RawHttp.Answer answer = ask(server, call, "shop.example", shown);
            assertThat(answer.status()).isEqualTo(status);
            if (status == 200) {
                assertThat(answer.body()).isEqualTo('"' + access + '"');
            } else {
                assertThat(answer.headers()).containsEntry("www-authenticate", "Bearer");
                assertThat(answer.body()).contains("\"remedy\":\"send ").doesNotContain("no-key", "of-some-length");
            }
            String bearer = key == null ? "" : "Authorization: bearer " + key + "\r\n";
            assertThat(ask(server, call, "shop.example", bearer).status()).isEqualTo(status);
        }
    }

    @Test
    void withoutKeysLoopbackReadsAndWritesButNeverOperates() throws Exception {
        try (HttpServer server = server(Map.of())) {
            assertThat(ask(server, "GET /read", "localhost", "").body()).isEqualTo("\"WRITE\"");
            assertThat(ask(server, "POST /write", "127.0.0.1", "").status()).isEqualTo(200);
            RawHttp.Answer refused = ask(server, "POST /operate", "localhost", "");
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.body()).contains("set http.operator-key");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "localhost,200",
        "localhost:8080,200",
        "127.0.0.1,200",
        "[::1]:80,200",
        "127.0.0.1.shop.example,403",
        "localhost.shop.example,403",
        "shop.example,403",
        "10.0.0.1,403"
    })
    void withoutKeysTheHostMustBeLoopback(String host, int status) throws Exception {
        try (HttpServer server = server(Map.of())) {
            assertThat(ask(server, "GET /read", host, "").status()).isEqualTo(status);
            assertThat(ask(server, "GET /open", host, "").status()).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Forwarded: for=10.0.0.1", "X-Forwarded-For: 10.0.0.1", "x-real-ip: 10.0.0.1"})
    void aProxyOpensNoServerWithoutAKey(String forwarded) throws Exception {
        try (HttpServer open = server(Map.of());
                HttpServer keyed = server(Map.of("http.api-key", API_KEY))) {
            RawHttp.Answer refused = ask(open, "GET /read", "localhost", forwarded + "\r\n");
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.body()).contains("through a proxy", "set http.api-key");
            String key = "X-API-Key: " + API_KEY + "\r\n";
            assertThat(ask(keyed, "GET /read", "localhost", forwarded + "\r\n" + key)
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void pagesOfOtherSitesAreRefusedUnlessNamed() throws Exception {
        try (HttpServer server = server(Map.of("http.cors.origins", "https://shop.example"))) {
            String host = "localhost:" + server.port();
            RawHttp.Answer foreign = ask(server, "GET /read", host, "Origin: https://evil.example\r\n");
            assertThat(foreign.status()).isEqualTo(403);
            assertThat(foreign.headers()).doesNotContainKey("access-control-allow-origin");
            assertThat(ask(server, "POST /write", host, "Origin: null\r\n").status())
                    .isEqualTo(403);
            assertThat(ask(server, "POST /write", host, "Origin: http://" + host + "\r\n")
                            .status())
                    .isEqualTo(200);

            RawHttp.Answer named = ask(server, "GET /read", host, "Origin: https://shop.example\r\n");
            assertThat(named.status()).isEqualTo(200);
            assertThat(named.headers())
                    .containsEntry("access-control-allow-origin", "https://shop.example")
                    .containsEntry("vary", "Origin");
        }
    }

    @Test
    void aBrowserLearnsBeforeItCallsWhatANamedOriginMay() throws Exception {
        try (HttpServer server = server(Map.of("http.cors.origins", "https://shop.example", "http.api-key", API_KEY))) {
            RawHttp.Answer asked = ask(server, "OPTIONS /write", "gateway.example", "Origin: https://shop.example\r\n");
            assertThat(asked.status()).isEqualTo(204);
            assertThat(asked.headers())
                    .containsEntry("access-control-allow-methods", "OPTIONS, POST")
                    .containsEntry(
                            "access-control-allow-headers", "Authorization, Content-Type, If-None-Match, X-API-Key");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "application/json|200",
                "Application/JSON; charset=UTF-8|200",
                "application/json;charset=\"utf-8\"|200",
                "none|415",
                "text/plain|415",
                "application/x-www-form-urlencoded|415",
                "application/json; charset=utf-16|415"
            })
    void aBodyMustSayThatItIsJson(String type, int status) throws Exception {
        try (HttpServer server = server(Map.of())) {
            String header = type == null ? "" : "Content-Type: " + type + "\r\n";
            RawHttp.Answer answer = RawHttp.send(
                    server.port(),
                    "POST /write HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 2\r\n" + header
                            + "\r\n{}");
            assertThat(answer.status()).isEqualTo(status);
        }
    }

    @Test
    void anOperatorsCallWithoutABodyNeedsNoType() throws Exception {
        try (HttpServer server = server(Map.of("http.operator-key", OPERATOR_KEY))) {
            RawHttp.Answer answer = RawHttp.send(
                    server.port(),
                    "POST /operate HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-API-Key: " + OPERATOR_KEY
                            + "\r\n\r\n");
            assertThat(answer.status()).isEqualTo(200);
        }
    }

    @Test
    void everyAnswerSaysWhatABrowserMayRun() throws Exception {
        try (HttpServer server = server(Map.of())) {
            for (String call : List.of("GET /open", "GET /nothing")) {
                assertThat(ask(server, call, "localhost", "").headers())
                        .containsEntry(
                                "content-security-policy",
                                "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'")
                        .containsEntry("x-content-type-options", "nosniff")
                        .doesNotContainKey("server");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::"})
    void othersReachNoServerWithoutAKey(String host) {
        assertThatThrownBy(() -> HttpSettings.of(Map.of("http.host", host)))
                .isInstanceOf(SettingException.class)
                .hasMessage("http.host is " + host
                        + ", which others reach, and there is no http.api-key; set one, or listen on 127.0.0.1");
        assertThat(HttpSettings.of(Map.of("http.host", host, "http.api-key", API_KEY)))
                .isNotNull();
    }

    @Test
    void aKeyThatCanBeGuessedIsRefusedAndNotSaid() {
        assertThatThrownBy(() -> HttpSettings.of(Map.of("http.operator-key", "secret")))
                .isInstanceOf(SettingException.class)
                .hasMessage(
                        "http.operator-key has a key of fewer than 16 characters; make one by: openssl rand -hex 32");
    }

    @Test
    void noKeyIsInTheTextOfTheSettings() {
        assertThat(HttpSettings.of(Map.of("http.api-key", API_KEY, "http.operator-key", OPERATOR_KEY)))
                .asString()
                .doesNotContain("of-some-length");
    }

    private static HttpServer server(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("http.port", "0");
        return new HttpServer(HttpSettings.of(all), ROUTES, new PrometheusRegistry());
    }

    private static CompletionStage<Reply> access(Call call) {
        return Reply.json(200, call.access()).now();
    }

    private static RawHttp.Answer ask(HttpServer server, String call, String host, String headers) throws IOException {
        String body =
                call.startsWith("POST") ? "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}" : "\r\n";
        return RawHttp.send(
                server.port(), call + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n" + headers + body);
    }
}
