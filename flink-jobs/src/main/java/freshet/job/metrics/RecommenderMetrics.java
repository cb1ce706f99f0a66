package freshet.job.metrics;

import freshet.job.metrics.StageClock.Stage;
import freshet.model.answer.WithheldIds;
import freshet.model.catalog.ItemCatalog;
import freshet.schema.RecommendationSource;
import freshet.schema.RejectionReason;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * What the answering does, in Flink's metrics. Counts and times without allocating anything. For
 * the task's thread; reporters read the gauges from theirs.
 */
public final class RecommenderMetrics implements AnswerCounts {
    // Quantiles are of the newest values, this many: some seconds at full load, and 128 KiB.
    private static final int HISTOGRAM_WINDOW = 16_384;

    private final Map<RecommendationSource, Counter> answers = new EnumMap<>(RecommendationSource.class);
    private final Map<RejectionReason, Counter> rejections = new EnumMap<>(RejectionReason.class);
    private final Map<Stage, Counter> stages = new EnumMap<>(Stage.class);
    private final Counter refolds;
    private final Counter batchedEvents;
    private final Counter batches;
    private final Counter unknownItems;
    private final Counter sessionsOpened;
    private final Counter sessionsEnded;
    private final Counter availabilityUpdates;
    private final Histogram answerMillis = new DescriptiveStatisticsHistogram(HISTOGRAM_WINDOW);
    private final Histogram operatorMicros = new DescriptiveStatisticsHistogram(HISTOGRAM_WINDOW);
    private final OnlineQuality quality;
    private final SessionCounts sessions;
    private volatile int batchSize;

    /**
     * @param group under which the metrics are shown
     * @param sessions counts the sessions that are kept
     * @param withheld the items that nobody gets
     * @param catalog what is known of the items
     */
    public RecommenderMetrics(MetricGroup group, SessionCounts sessions, WithheldIds withheld, ItemCatalog catalog) {
        this.sessions = sessions;
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
        unknownItems = group.counter("unknownItems");
        sessionsOpened = group.counter("sessionsOpened");
        sessionsEnded = group.counter("sessionsEnded");
        group.histogram("answerMillis", answerMillis);
        group.histogram("operatorMicros", operatorMicros);
        quality = new OnlineQuality(group);
        availabilityUpdates = group.counter("availabilityUpdates");
        group.gauge("sessions", sessions::sessions);
        group.gauge("refoldsPending", sessions::refoldsPending);
        group.gauge("withheldItems", withheld::size);
        group.gauge("catalogItems", catalog::size);
        group.gauge("catalogBytes", catalog::bytes);
        group.gauge("catalogRefused", catalog::refused);
        group.gauge("batchSize", () -> batchSize);
    }

    /** A constant as a label. */
    public static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void answered(RecommendationSource source) {
        answers.get(source).inc();
    }

    @Override
    public void answeredAfter(long millis) {
        answerMillis.update(millis);
    }

    @Override
    public void waited(long nanos) {
        operatorMicros.update(TimeUnit.NANOSECONDS.toMicros(nanos));
    }

    @Override
    public void unknownItem() {
        unknownItems.inc();
    }

    @Override
    public void sessionOpened(String sessionId, long answeredBy) {
        sessionsOpened.inc();
        sessions.opened(sessionId, answeredBy);
    }

    @Override
    public void sessionPassed(String sessionId, long from, long to) {
        sessions.passed(sessionId, from, to);
    }

    @Override
    public void judged(long modelVersion, int rank) {
        quality.judged(modelVersion, rank);
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

    /** @param answeredBy the version that gave the session's last answer, 0 if none did */
    public void sessionEnded(String sessionId, long answeredBy) {
        sessionsEnded.inc();
        sessions.dropped(sessionId, answeredBy);
    }

    /** A record of the items topic has changed what is withheld. */
    public void availabilityUpdated() {
        availabilityUpdates.inc();
    }
}
