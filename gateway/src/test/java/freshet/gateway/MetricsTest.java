package freshet.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a running gateway shows at {@code /metrics}, and what dashboard and alerts ask for. */
class MetricsTest {
    private static final Path DOCKER = Path.of("..", "docker");
    private static final Pattern NAME = Pattern.compile("freshet_gateway_[a-z_]+");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String KEY = "an-api-key-of-the-test";

    @Test
    void dashboardAndAlertsAskForWhatThereIs() throws Exception {
        TreeSet<String> wanted = names(Files.readString(DOCKER.resolve("grafana/dashboards/gateway.json")));
        wanted.addAll(names(Files.readString(DOCKER.resolve("prometheus/alerts.yml"))));
        assertThat(wanted).hasSizeGreaterThan(6);
        try (Gateway gateway = gateway()) {
            ask(gateway, "/health/ready");
            ask(gateway, "/nothing-here");
            assertThat(status(gateway, "/openapi.json", "not-a-key-of-this-gateway"))
                    .isEqualTo(401);
            assertThat(names(ask(gateway, "/metrics"))).containsAll(wanted);
        }
    }

    @Test
    void callsAreCountedByTheirRouteAndNeverByWhatStrangersMakeUp() throws Exception {
        try (Gateway gateway = gateway()) {
            for (int i = 0; i < 100; i++) {
                ask(gateway, "/nothing-" + i);
                status(gateway, "/page/" + i, KEY + i);
            }
            String metrics = ask(gateway, "/metrics");
            assertThat(metrics)
                    .contains("freshet_gateway_requests_total{method=\"GET\",route=\"none\",status=\"404\"} 100.0")
                    .contains("freshet_gateway_rejected_total{reason=\"key\"} 100.0")
                    .doesNotContain(KEY, "nothing-");
        }
    }

    private static Gateway gateway() {
        return new Gateway(GatewaySettings.of(
                Map.of("http.port", "0", "http.api-key", KEY, "kafka.bootstrap.servers", "127.0.0.1:1")));
    }

    private static TreeSet<String> names(String text) {
        TreeSet<String> names = new TreeSet<>();
        NAME.matcher(text).results().map(MatchResult::group).forEach(names::add);
        return names;
    }

    private static String ask(Gateway gateway, String path) throws Exception {
        return CLIENT.send(request(gateway, path, KEY), BodyHandlers.ofString()).body();
    }

    private static int status(Gateway gateway, String path, String key) throws Exception {
        return CLIENT.send(request(gateway, path, key), BodyHandlers.discarding())
                .statusCode();
    }

    private static HttpRequest request(Gateway gateway, String path, String key) {
        return HttpRequest.newBuilder(URI.create(gateway.address() + path))
                .header("X-API-Key", key)
                .build();
    }
}
