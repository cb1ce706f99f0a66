package freshet.gateway.health;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.gateway.http.HttpServer;
import freshet.gateway.http.HttpSettings;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a real server tells of its checks, and to whom. */
class HealthTest {
    private static final String KEY = "an-api-key-of-some-length";
    private static final Readiness WELL = Readiness.of("items", Optional::empty, () -> Optional.of("4 of topic-a"));
    private static final Readiness NOT_WELL =
            Readiness.of("models", () -> Optional.of("s3://shop/m.safetensors is away"));

    @Test
    void withoutKeysEverybodyIsToldWhatIsWrong() throws Exception {
        HttpResponse<String> answer = ask(Map.of(), List.of(WELL, NOT_WELL), Optional.empty());

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("models: s3://shop/m.safetensors is away", "4 of topic-a");
    }

    @Test
    void withKeysAStrangerIsToldWhichCheckAlone() throws Exception {
        HttpResponse<String> answer = ask(Map.of("http.api-key", KEY), List.of(WELL, NOT_WELL), Optional.empty());

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body())
                .contains("models: not well; an API key")
                .contains("\"name\":\"items\"")
                .doesNotContain("s3://", "topic-a");
        assertThat(ask(Map.of("http.api-key", KEY), List.of(WELL), Optional.empty()))
                .satisfies(ready -> assertThat(ready.statusCode()).isEqualTo(200))
                .satisfies(ready ->
                        assertThat(ready.body()).contains("\"ready\":true").doesNotContain("topic-a"));
    }

    @Test
    void aKeyShowsWhatIsWrong() throws Exception {
        HttpResponse<String> answer = ask(Map.of("http.api-key", KEY), List.of(NOT_WELL), Optional.of(KEY));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("models: s3://shop/m.safetensors is away");
    }

    private static HttpResponse<String> ask(Map<String, String> settings, List<Readiness> checks, Optional<String> key)
            throws Exception {
        Map<String, String> all = new HashMap<>(settings);
        all.put("http.port", "0");
        PrometheusRegistry metrics = new PrometheusRegistry();
        try (HttpServer server = new HttpServer(HttpSettings.of(all), new Health(checks, metrics).routes(), metrics)) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.address() + "/health/ready"));
            key.ifPresent(shown -> request.header("X-API-Key", shown));
            return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
        }
    }
}
