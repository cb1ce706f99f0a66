package freshet.gateway.metrics;

import freshet.gateway.http.Access;
import freshet.gateway.http.Call;
import freshet.gateway.http.Reply;
import freshet.gateway.http.Route;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** {@code /metrics}: all that is in a registry, as a scrape finds it. */
public final class MetricsPage {
    private final PrometheusRegistry registry;
    private final PrometheusTextFormatWriter format =
            PrometheusTextFormatWriter.builder().build();

    public MetricsPage(PrometheusRegistry registry) {
        this.registry = registry;
    }

    /** The one call. */
    public List<Route> routes() {
        return List.of(Route.get("/metrics", Access.READ, this::answer));
    }

    private CompletionStage<Reply> answer(Call call) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            format.write(text, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written to", e);
        }
        return Reply.of(200, format.getContentType(), text.toByteArray())
                .withHeader("Cache-Control", "no-store")
                .now();
    }
}
