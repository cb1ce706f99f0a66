package freshet.gateway.health;

import freshet.gateway.http.Access;
import freshet.gateway.http.Call;
import freshet.gateway.http.Problem;
import freshet.gateway.http.Reply;
import freshet.gateway.http.Route;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/**
 * {@code /health/live} answers while the process does; {@code /health/ready} once every check has
 * no problem, and says which ones have. Where keys are needed, a caller without one is told no
 * more: a problem may name brokers and the places of models.
 */
public final class Health {
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final List<Readiness> checks;

    /**
     * @param checks what has to be well
     * @param metrics where each check shows 1 if it has no problem, 0 if it has
     */
    public Health(List<Readiness> checks, PrometheusRegistry metrics) {
        this.checks = List.copyOf(checks);
        GaugeWithCallback.builder()
                .name("freshet_gateway_ready")
                .help("1 for each check without a problem, 0 for one with.")
                .labelNames("check")
                .callback(gauge -> {
                    gauge.call(1, "live");
                    this.checks.forEach(check -> gauge.call(check.problem().isEmpty() ? 1 : 0, check.name()));
                })
                .register(metrics);
    }

    /** Both calls. */
    public List<Route> routes() {
        return List.of(
                Route.get("/health/live", Access.OPEN, call -> uncached(Reply.json(200, new Live(true)))),
                Route.get("/health/ready", Access.OPEN, this::ready));
    }

    private CompletionStage<Reply> ready(Call call) {
        boolean told = call.access() != Access.OPEN;
        List<Check> found = checks.stream().map(check -> Check.of(check, told)).toList();
        String problems = found.stream()
                .flatMap(check -> check.problem().map(problem -> check.name() + ": " + problem).stream())
                .collect(Collectors.joining("; "));
        if (!problems.isEmpty()) {
            throw Problem.unavailable(problems, RETRY).with("checks", found);
        }
        return uncached(Reply.json(200, new Ready(true, found)));
    }

    private static CompletionStage<Reply> uncached(Reply reply) {
        return reply.withHeader("Cache-Control", "no-store").now();
    }

    private record Live(boolean live) {}

    private record Ready(boolean ready, List<Check> checks) {}

    private record Check(String name, Optional<String> problem, Optional<String> note) {
        private static final String UNTOLD = "not well; an API key or an operator's key shows why";

        /** @param told whether the caller may know addresses, places and names */
        static Check of(Readiness check, boolean told) {
            return told
                    ? new Check(check.name(), check.problem(), check.note())
                    : new Check(check.name(), check.problem().map(problem -> UNTOLD), Optional.empty());
        }
    }
}
