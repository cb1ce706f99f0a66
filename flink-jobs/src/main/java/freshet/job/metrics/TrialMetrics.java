package freshet.job.metrics;

import freshet.model.RankedItems;
import freshet.schema.RecommendationSource;
import freshet.serving.model.TrialListener.EndReason;
import freshet.serving.trial.Arm;
import freshet.serving.trial.Trial;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * The trial of a challenger, in Flink's metrics: what is on trial, and what each arm does, labelled
 * {@code arm}. They count while both models answer. For the task's thread; reporters read the
 * gauges from theirs.
 */
public final class TrialMetrics {
    private final Map<EndReason, Counter> ended = new EnumMap<>(EndReason.class);
    private final Map<Arm, OfArm> arms = new EnumMap<>(Arm.class);
    private volatile Optional<Trial> trial = Optional.empty();

    /** @param group under which the metrics are shown */
    public TrialMetrics(MetricGroup group) {
        for (EndReason reason : EndReason.values()) {
            ended.put(
                    reason,
                    group.addGroup("reason", RecommenderMetrics.lowerCase(reason))
                            .counter("trialsEnded"));
        }
        for (Arm arm : Arm.values()) {
            arms.put(arm, new OfArm(group.addGroup("arm", RecommenderMetrics.lowerCase(arm))));
        }
        group.gauge("challengerVersion", () -> trial.map(Trial::version).orElse(0L));
        group.gauge("challengerShare", () -> trial.map(Trial::share).orElse(0.0));
        group.gauge("challengerShadow", () -> trial.map(Trial::shadow).orElse(0.0));
    }

    /** The challenger answers from now on, with these shares. */
    public void answering(Trial now) {
        if (trial.filter(before -> before.version() == now.version()).isEmpty()) {
            arms.values().forEach(OfArm::forgetItems);
        }
        trial = Optional.of(now);
    }

    /** The challenger answers no longer. */
    public void ended(EndReason reason) {
        ended.get(reason).inc();
        trial = Optional.empty();
    }

    /** Counts what this arm does. */
    public ArmCounts of(Arm arm) {
        return arms.get(arm);
    }

    private static final class OfArm implements ArmCounts {
        private static final int HISTOGRAM_WINDOW = 2_048; // of the newest answers; 16 KiB

        private final Map<RecommendationSource, Counter> answers = new EnumMap<>(RecommendationSource.class);
        private final Counter shadows;
        private final Counter nanos;
        private final Histogram millis = new DescriptiveStatisticsHistogram(HISTOGRAM_WINDOW);
        private final BitSet items = new BitSet(); // rows of its model's vocabulary that it has recommended
        private volatile int distinct; // how many those are

        OfArm(MetricGroup group) {
            for (RecommendationSource source : RecommendationSource.values()) {
                answers.put(
                        source,
                        group.addGroup("source", RecommenderMetrics.lowerCase(source))
                                .counter("armAnswers"));
            }
            shadows = group.counter("shadowAnswers");
            nanos = group.counter("armNanos");
            group.histogram("armMillis", millis);
            group.gauge("armItems", () -> distinct);
        }

        @Override
        public void answered(RecommendationSource source) {
            answers.get(source).inc();
        }

        @Override
        public void answeredAfter(long after) {
            millis.update(after);
        }

        @Override
        public void spent(long spent) {
            nanos.inc(spent);
        }

        @Override
        public void shadowed() {
            shadows.inc();
        }

        @Override
        public void recommended(RankedItems ranked, int slot) {
            int known = distinct;
            for (int rank = 0; rank < ranked.count(slot); rank++) {
                int row = ranked.row(slot, rank);
                if (!items.get(row)) {
                    items.set(row);
                    known++;
                }
            }
            distinct = known;
        }

        void forgetItems() {
            items.clear();
            distinct = 0;
        }
    }
}
