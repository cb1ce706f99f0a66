package freshet.gateway;

import freshet.gateway.answer.PopularSource;
import freshet.gateway.health.Health;
import freshet.gateway.health.Readiness;
import freshet.gateway.http.HttpServer;
import freshet.gateway.http.Route;
import freshet.gateway.metrics.MetricsPage;
import freshet.gateway.page.PageFiles;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.ArrayList;
import java.util.List;

/** All parts of the gateway, from the construction on until it is closed. */
public final class Gateway implements AutoCloseable {
    private final HttpServer server;
    private final List<Route> routes;
    private final SessionPart sessions;

    /** @throws freshet.gateway.settings.SettingException if it cannot listen where it should */
    public Gateway(GatewaySettings settings) {
        PrometheusRegistry metrics = new PrometheusRegistry();
        List<Readiness> checks = new ArrayList<>();
        List<Route> all = new ArrayList<>();
        sessions = new SessionPart(settings, () -> PopularSource.Popular.NONE, item -> false, metrics);
        checks.addAll(sessions.checks());
        all.addAll(sessions.routes());
        all.addAll(new PageFiles().routes());
        all.addAll(new OpenApi().routes());
        all.addAll(new MetricsPage(metrics).routes());
        all.addAll(new Health(checks, metrics).routes());
        this.routes = List.copyOf(all);
        try {
            this.server = new HttpServer(settings.http(), routes, metrics);
        } catch (RuntimeException e) {
            sessions.close();
            throw e;
        }
    }

    /** Where a program on this machine reaches it: {@code http://127.0.0.1:8080}. */
    public String address() {
        return server.address();
    }

    /** What it answers. */
    List<Route> routes() {
        return routes;
    }

    @Override
    public void close() {
        sessions.close(); // the server still tells the callers that wait what became of their events
        server.close();
    }
}
