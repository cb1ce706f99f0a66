package freshet.job.operator;

import freshet.job.stream.Announcement;
import freshet.job.swap.SwapTimes;
import freshet.model.serving.WithheldIds;
import freshet.schema.RecommendationSource;
import freshet.schema.RejectionReason;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** The operator's figures in Flink's metrics. For the task's thread; reporters read the gauges from theirs. */
final class RecommenderMetrics implements AnswerCounts {
    private final Map<RecommendationSource, Counter> answers = new EnumMap<>(RecommendationSource.class);
    private final Map<RejectionReason, Counter> rejections = new EnumMap<>(RejectionReason.class);
    private final Map<Stage, Counter> stages = new EnumMap<>(Stage.class);
    private final Counter refolds;
    private final Counter batchedEvents;
    private final Counter batches;
    private final Counter swaps;
    private final Counter refusedBundles;
    private final Counter availabilityUpdates;
    private volatile long modelVersion;
    private volatile int batchSize;
    private volatile long loadMillis;
    private volatile long swapMicros;

    RecommenderMetrics(MetricGroup group, WithheldIds withheld) {
        for (RecommendationSource source : RecommendationSource.values()) {
            answers.put(source, group.addGroup("source", lowerCase(source)).counter("answers"));
        }
        for (RejectionReason reason : RejectionReason.values()) {
            rejections.put(reason, group.addGroup("reason", lowerCase(reason)).counter("rejected"));
        }
        for (Stage stage : Stage.values()) {
            stages.put(stage, group.addGroup("stage", lowerCase(stage)).counter("nanos"));
        }
        refolds = group.counter("refolds");
        batches = group.counter("batches");
        batchedEvents = group.counter("batchedEvents");
        swaps = group.counter("swaps");
        refusedBundles = group.counter("refusedBundles");
        availabilityUpdates = group.counter("availabilityUpdates");
        group.gauge("withheldItems", withheld::size);
        group.gauge("modelVersion", () -> modelVersion);
        group.gauge("modelLoadMillis", () -> loadMillis);
        group.gauge("swapMicros", () -> swapMicros);
        group.gauge("batchSize", () -> batchSize);
    }

    private static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void answered(RecommendationSource source) {
        answers.get(source).inc();
    }

    @Override
    public void rejected(RejectionReason reason) {
        rejections.get(reason).inc();
    }

    @Override
    public void refolded() {
        refolds.inc();
    }

    @Override
    public void batch(int events) {
        batches.inc();
        batchedEvents.inc(events);
        batchSize = events;
    }

    @Override
    public void spent(Stage stage, long nanos) {
        stages.get(stage).inc(nanos);
    }

    void swapped(Announcement announcement, SwapTimes times) {
        swaps.inc();
        loadMillis = TimeUnit.NANOSECONDS.toMillis(times.loadNanos());
        swapMicros = TimeUnit.NANOSECONDS.toMicros(times.swapNanos());
        modelVersion = announcement.version();
    }

    void availabilityUpdated() {
        availabilityUpdates.inc();
    }

    void refusedBundle() {
        refusedBundles.inc();
    }
}
