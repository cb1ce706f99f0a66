package freshet.gateway.model;

import freshet.serving.Announcement;
import freshet.serving.model.Refusal.RefusalReason;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** What became of announced models, as one answering thread tells it. Threads share it. */
final class ModelStates extends Unheard {
    static final int MOST = 1_000; // versions whose problem is remembered: the highest

    private final ConcurrentNavigableMap<Long, String> problems = new ConcurrentSkipListMap<>(); // by version
    private final Counter swaps;
    private final Counter refusals;

    ModelStates(PrometheusRegistry metrics) {
        this.swaps = Counter.builder()
                .name("freshet_gateway_model_swaps_total")
                .help("Models that took their place.")
                .register(metrics);
        this.refusals = Counter.builder()
                .name("freshet_gateway_models_refused_total")
                .help("Announced models that could not be served, by reason.")
                .labelNames("reason")
                .register(metrics);
    }

    /** Why a version is not served; empty if nothing is known against it. */
    Optional<String> problem(long version) {
        return Optional.ofNullable(problems.get(version));
    }

    @Override
    public void swapped(Announcement announcement, SwapTimes times) {
        problems.remove(announcement.version());
        swaps.inc();
    }

    @Override
    public void refused(Announcement announcement, RefusalReason reason) {
        refusals.labelValues(reason.name().toLowerCase(Locale.ROOT)).inc();
        if (reason == RefusalReason.OUTRANKED) {
            failed(announcement, "a version that is no lower was announced before it; announce it with a higher one");
        }
    }

    @Override
    public void failed(Announcement announcement, String problem) {
        problems.put(announcement.version(), problem);
        if (problems.size() > MOST) {
            problems.pollFirstEntry();
        }
    }
}
