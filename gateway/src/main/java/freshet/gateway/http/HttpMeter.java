package freshet.gateway.http;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/** What the server counts of its calls. Threads may share it. */
final class HttpMeter {
    private static final double NANOS = 1e9;

    private final PrometheusRegistry registry;
    private final Counter requests;
    private final Histogram seconds;
    private final Counter bytes;
    private final Counter rejected;
    private final Gauge streams;

    HttpMeter(PrometheusRegistry registry) {
        this.registry = registry;
        this.requests = Counter.builder()
                .name("freshet_gateway_requests")
                .help("Calls by route and status.")
                .labelNames("method", "route", "status")
                .register(registry);
        this.seconds = Histogram.builder()
                .name("freshet_gateway_request_seconds")
                .help("From the first byte of a call to its answer, without event streams.")
                .labelNames("route")
                .classicOnly()
                .classicUpperBounds(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)
                .register(registry);
        this.bytes = Counter.builder()
                .name("freshet_gateway_bytes")
                .help("Bytes of bodies.")
                .labelNames("direction")
                .register(registry);
        this.rejected = Counter.builder()
                .name("freshet_gateway_rejected")
                .help("Calls, connections and streams that the server refused or cut off, by reason.")
                .labelNames("reason")
                .register(registry);
        this.streams = Gauge.builder()
                .name("freshet_gateway_streams")
                .help("Event streams that are open.")
                .register(registry);
    }

    /** Shows what is counted elsewhere. */
    void watch(IntSupplier connections, LongSupplier bodies) {
        GaugeWithCallback.builder()
                .name("freshet_gateway_connections")
                .help("Connections that are open.")
                .callback(value -> value.call(connections.getAsInt()))
                .register(registry);
        GaugeWithCallback.builder()
                .name("freshet_gateway_body_bytes")
                .help("Bytes of bodies that are in memory.")
                .callback(value -> value.call(bodies.getAsLong()))
                .register(registry);
    }

    /** A call was answered. */
    void answered(String method, String route, int status, long nanos, long sent) {
        requests.labelValues(method, route, Integer.toString(status)).inc();
        seconds.labelValues(route).observe(nanos / NANOS);
        bytes.labelValues("sent").inc(sent);
    }

    /** An event stream was opened. */
    void opened(String method, String route) {
        requests.labelValues(method, route, "200").inc();
    }

    /** A body came. */
    void received(long size) {
        bytes.labelValues("received").inc(size);
    }

    /** A call, a connection or a stream was refused or cut off. */
    void rejected(String reason) {
        rejected.labelValues(reason).inc();
    }

    /** How many event streams are open. */
    void streams(int open) {
        streams.set(open);
    }
}
