package freshet.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import freshet.gateway.http.Route;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Any bytes to any route of a gateway whose broker is away: it always answers, never hangs, and
 * what it refuses it explains. A hang is a time-out of the socket here, and that fails.
 */
class HostileRequestsTest {
    private static final int HANG_MILLIS = 120_000;
    private static final String KEY = "an-operator-key-of-the-test";

    /** What the protocol itself has for a caller's fault: an unknown version or coding. */
    private static final Set<Integer> OF_THE_PROTOCOL = Set.of(501, 505);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static Gateway gateway;

    @BeforeContainer
    static void start() {
        gateway = new Gateway(GatewaySettings.of(
                Map.of("http.port", "0", "http.operator-key", KEY, "kafka.bootstrap.servers", "127.0.0.1:1")));
    }

    @AfterContainer
    static void close() {
        gateway.close();
    }

    @Property
    void anyValuesInThePathAndQueryOfARoute(
            @ForAll("routes") Route route, @ForAll("escaped") String value, @ForAll("queries") String query)
            throws Exception {
        String path = route.path().replaceAll("\\{\\w+}", value.isEmpty() ? "x" : value);
        assertAnswered(request(route.method(), path + query, "", "{}"), false);
    }

    @Property
    void anyBodyOfARoute(@ForAll("bodied") Route route, @ForAll("bodies") String body) throws Exception {
        assertAnswered(request(route.method(), route.path().replaceAll("\\{\\w+}", "1"), "", body), true);
    }

    @Property
    void anyHeadersOfARoute(@ForAll("routes") Route route, @ForAll("headers") List<String> headers) throws Exception {
        String lines = String.join("", headers);
        assertAnswered(request(route.method(), route.path().replaceAll("\\{\\w+}", "1"), lines, ""), false);
    }

    @Property
    void anyLengthOfABody(
            @ForAll("bodied") Route route, @ForAll("lengths") String length, @ForAll("bodies") String body)
            throws Exception {
        String head =
                route.method() + " " + route.path().replaceAll("\\{\\w+}", "1") + " HTTP/1.1\r\nHost: localhost\r\n"
                        + "Connection: close\r\nX-API-Key: " + KEY + "\r\nContent-Type: application/json\r\n" + length;
        assertAnswered(head + "\r\n\r\n" + body, true);
    }

    @Property
    void anyBytesAtAll(@ForAll("bytes") String bytes) throws Exception {
        assertAnswered(bytes + "\r\n\r\n", true);
    }

    private static String request(String method, String target, String headers, String body) {
        return method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-API-Key: " + KEY
                + "\r\nContent-Type: application/json\r\nContent-Length: "
                + body.getBytes(StandardCharsets.ISO_8859_1).length + "\r\n" + headers + "\r\n" + body;
    }

    private static void assertAnswered(String request, boolean mayBeNone) throws Exception {
        try (Socket socket =
                new Socket("127.0.0.1", URI.create(gateway.address()).getPort())) {
            socket.setSoTimeout(HANG_MILLIS);
            String head = head(socket, request);
            if (head.isEmpty() && mayBeNone) {
                return; // not even a request, or an answer that came before all was sent
            }
            assertThat(head).as("answer to " + request).startsWith("HTTP/1.");
            int status = Integer.parseInt(head.split(" ")[1]);
            if (status < 400) {
                return;
            }
            assertThat(status < 500 || status == 503 || OF_THE_PROTOCOL.contains(status))
                    .as(head)
                    .isTrue();
            assertThat(head).containsIgnoringCase("\r\nContent-Type: application/problem+json");
            if (!request.startsWith("HEAD ")) {
                byte[] body;
                try {
                    body = socket.getInputStream().readAllBytes();
                } catch (SocketException e) {
                    assertThat(mayBeNone).as("the answer was cut off: " + head).isTrue();
                    return;
                }
                JsonNode problem = JSON.readTree(body);
                assertThat(problem.get("status").asInt()).isEqualTo(status);
                for (String member : List.of("type", "title", "detail", "where", "remedy")) {
                    assertThat(problem.path(member).asText()).as(member).isNotBlank();
                }
            }
        }
    }

    /** Sends, and reads up to the end of the answer's headers. */
    private static String head(Socket socket, String request) throws IOException {
        try {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
        } catch (SocketException e) {
            // it has answered already, and closed
        }
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        try {
            for (int next = in.read(); next >= 0; next = in.read()) {
                head.write(next);
                if (next == '\n' && head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                    return head.toString(StandardCharsets.ISO_8859_1);
                }
            }
        } catch (SocketException e) {
            return ""; // closed before it had read all: TCP then throws the answer away
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    @Provide
    Arbitrary<Route> routes() {
        return Arbitraries.of(gateway.routes());
    }

    @Provide
    Arbitrary<Route> bodied() {
        Route stray = Route.post("/no-such-route", freshet.gateway.http.Access.OPEN, call -> null);
        return Arbitraries.of(java.util.stream.Stream.concat(
                        gateway.routes().stream()
                                .filter(route -> !route.method().equals("GET")),
                        java.util.stream.Stream.of(stray))
                .toList());
    }

    @Provide
    Arbitrary<String> escaped() {
        Arbitrary<String> known = Arbitraries.of(
                "%2F",
                "%00",
                "%ff",
                "%",
                "%zz",
                "..",
                ".",
                ";x=1",
                "%2e%2e",
                "+",
                "%25",
                "%F0%9F%98%80",
                "%ed%a0%80",
                "x".repeat(5_000));
        Arbitrary<String> letters = Arbitraries.strings()
                .withCharRange('!', '~')
                .excludeChars('#', '?', '/')
                .ofMaxLength(20);
        return Arbitraries.oneOf(known, letters)
                .map(text -> text.replace("$", "%24").replace("\\", "%5C"));
    }

    @Provide
    Arbitrary<String> queries() {
        Arbitrary<String> name =
                Arbitraries.of("n", "wait", "window", "version", "exclude", "offset", "q", "session", "x");
        Arbitrary<String> value = Arbitraries.oneOf(
                escaped(), Arbitraries.integers().map(Object::toString), Arbitraries.of("1h", "50ms", "-1s", ""));
        return Combinators.combine(name, value)
                .as((key, text) -> key + "=" + text)
                .list()
                .ofMaxSize(4)
                .map(parts -> parts.isEmpty() ? "" : "?" + String.join("&", parts));
    }

    @Provide
    Arbitrary<String> bodies() {
        Arbitrary<String> json = Arbitraries.of(
                "",
                "null",
                "{}",
                "[]",
                "1",
                "\"x\"",
                "{\"items\":[]}",
                "{\"items\":[1]}",
                "{\"items\":null}",
                "{\"items\":[\"a\"],\"n\":-1}",
                "{\"sessionId\":\"\"}",
                "{\"sessionId\":\"s\",\"itemId\":\"i\"}",
                "{\"sessionId\":\"s\",\"itemId\":\"i\",\"eventTime\":1e99}",
                "[".repeat(10_000),
                "{\"a\":".repeat(500),
                "[" + "{},".repeat(2_000) + "{}]",
                "{\"items\":[\"" + "x".repeat(100_000) + "\"]}",
                "{\"available\":\"no\"}",
                "{\"n\":" + "9".repeat(5_000) + "}");
        return Arbitraries.oneOf(
                json, Arbitraries.strings().withCharRange('\0', '\u00ff').ofMaxLength(50));
    }

    @Provide
    Arbitrary<List<String>> headers() {
        Arbitrary<String> names = Arbitraries.of(
                "Origin",
                "Host",
                "Content-Type",
                "Content-Length",
                "Transfer-Encoding",
                "Expect",
                "Upgrade",
                "Accept",
                "If-None-Match",
                "Authorization",
                "X-API-Key",
                "Range",
                "Cookie",
                "TE",
                "Trailer",
                "Connection");
        Arbitrary<String> values = Arbitraries.oneOf(
                Arbitraries.of(
                        "",
                        "null",
                        "100-continue",
                        "websocket",
                        "chunked",
                        "gzip, chunked",
                        "-1",
                        "5",
                        "99999999999999999999",
                        "bytes=0-0",
                        "\"x\"",
                        "Bearer",
                        "Bearer ",
                        "close, upgrade",
                        "h2c"),
                Arbitraries.strings().withCharRange(' ', '\u00ff').ofMaxLength(20));
        return Combinators.combine(names, values)
                .as((name, value) -> name + ": " + value + "\r\n")
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    @Provide
    Arbitrary<String> lengths() {
        return Arbitraries.of(
                "Content-Length: 0",
                "Content-Length: 1",
                "Content-Length: 100000",
                "Content-Length: 99999999999",
                "Content-Length: -1",
                "Content-Length: x",
                "Content-Length: 1\r\nContent-Length: 2",
                "Transfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nContent-Length: 3",
                "Transfer-Encoding: gzip",
                "X-None: 1");
    }

    @Provide
    Arbitrary<String> bytes() {
        Arbitrary<String> starts = Arbitraries.of(
                "",
                "GET",
                "GET ",
                "GET /",
                "GET / HTTP/1.1",
                "GET / HTTP/9.9",
                "GET * HTTP/1.1\r\nHost: localhost",
                "PRI * HTTP/2.0",
                "CONNECT localhost:80 HTTP/1.1\r\nHost: localhost",
                "\u0016\u0003\u0001\u0002",
                "GET http://localhost/health/live HTTP/1.1\r\nHost: localhost",
                "OPTIONS * HTTP/1.1\r\nHost: localhost",
                "TRACE / HTTP/1.1\r\nHost: localhost",
                "GET /\r\n",
                "BREW /pot HTTP/1.1\r\nHost: localhost",
                "HEAD /x HTTP/1.1\r\nHost: localhost",
                "GET //localhost/ HTTP/1.1\r\nHost: localhost",
                "GET / HTTP/1.1\r\nHost: a b",
                "GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost");
        Arbitrary<String> rest =
                Arbitraries.strings().withCharRange('\0', '\u00ff').ofMaxLength(60);
        return Combinators.combine(starts, Arbitraries.oneOf(Arbitraries.just(""), rest))
                .as(String::concat);
    }
}
