package freshet.job.metrics;

import freshet.serving.Announcement;
import freshet.serving.model.Refusal.RefusalReason;
import freshet.serving.model.SwapListener.SwapTimes;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * What is served and how it came about, in Flink's metrics. For the task's thread; reporters read
 * the gauges from theirs.
 */
public final class ModelMetrics {
    private final Clock clock;
    private final Map<RefusalReason, Counter> refused = new EnumMap<>(RefusalReason.class);
    private final Counter swaps;
    private final Counter retries;
    private volatile Served served = new Served(0, 0, 0, 0, 0); // until a model is there
    private volatile Failing failing = new Failing(0, 0); // while none fails

    /** Times are milliseconds since 1970-01-01 UTC. */
    private record Served(long version, long createdAt, long swappedAt, long loadMillis, long swapMicros) {}

    /** A version, and since when its load fails, milliseconds since 1970-01-01 UTC. */
    private record Failing(long version, long since) {}

    /** @param clock tells how old the model is */
    public ModelMetrics(MetricGroup group, Clock clock) {
        this.clock = clock;
        for (RefusalReason reason : RefusalReason.values()) {
            String name = reason.name().toLowerCase(Locale.ROOT);
            refused.put(reason, group.addGroup("reason", name).counter("refusedBundles"));
        }
        swaps = group.counter("swaps");
        retries = group.counter("modelLoadRetries");
        gauge(group, "modelVersion", () -> served.version());
        gauge(group, "modelAgeSeconds", () -> secondsSince(served.createdAt()));
        gauge(group, "secondsSinceSwap", () -> secondsSince(served.swappedAt()));
        gauge(group, "modelLoadMillis", () -> served.loadMillis());
        gauge(group, "swapMicros", () -> served.swapMicros());
        gauge(group, "failingModelVersion", () -> failing.version());
        gauge(group, "secondsModelFails", () -> secondsFailing(failing));
    }

    private static void gauge(MetricGroup group, String name, LongSupplier value) {
        group.gauge(name, value::getAsLong);
    }

    /** 0 while no model is there: its version 0 says so. */
    private long secondsSince(long millis) {
        return served.version() == 0 ? 0 : TimeUnit.MILLISECONDS.toSeconds(clock.millis() - millis);
    }

    /** The model of an announcement is served from now on. */
    public void swapped(Announcement announcement, SwapTimes times) {
        swaps.inc();
        served = new Served(
                announcement.version(),
                announcement.bundle().getCreatedAt().toEpochMilli(),
                clock.millis(),
                TimeUnit.NANOSECONDS.toMillis(times.loadNanos()),
                TimeUnit.NANOSECONDS.toMicros(times.swapNanos()));
    }

    private long secondsFailing(Failing now) {
        return now.version() == 0 ? 0 : TimeUnit.MILLISECONDS.toSeconds(clock.millis() - now.since());
    }

    /** The load of a model that has failed begins again. */
    public void retrying() {
        retries.inc();
    }

    /**
     * @param version the highest one whose load has failed and is tried again; 0 if there is none
     */
    public void failing(long version) {
        if (version != failing.version()) {
            failing = new Failing(version, clock.millis());
        }
    }

    /** An announced model is not served. */
    public void refused(RefusalReason reason) {
        refused.get(reason).inc();
    }
}
