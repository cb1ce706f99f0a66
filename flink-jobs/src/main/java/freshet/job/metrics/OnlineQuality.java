package freshet.job.metrics;

import freshet.model.session.LastAnswer;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.runtime.metrics.groups.AbstractMetricGroup;

/**
 * How good the recommendations of each model version were, in Flink's metrics: {@code predictions},
 * {@code hits} (the item that came next was among the first {@value LastAnswer#MOST_ITEMS}) and
 * {@code reciprocalRanks} (the sum of 1 / rank over those), labelled by version. Recall@20 is hits
 * / predictions, MRR@20 reciprocalRanks / predictions. Shows the newest {@value #VERSIONS}
 * versions: a job runs for months, and a new model comes every night. For the task's thread;
 * reporters read from theirs.
 */
final class OnlineQuality {
    /** Versions shown. */
    static final int VERSIONS = 8;

    private static final String LABEL = "version";

    private final MetricGroup group;
    private final List<OfVersion> versions = new ArrayList<>(VERSIONS); // the newest first

    OnlineQuality(MetricGroup group) {
        this.group = group;
    }

    /** @param rank of the item that came next, 0 the best, or {@link LastAnswer#MISS} */
    void judged(long version, int rank) {
        int at = 0;
        while (at < versions.size() && versions.get(at).version > version) {
            at++;
        }
        if (at == versions.size() || versions.get(at).version != version) {
            if (at == VERSIONS) {
                return; // a session that has slept through all versions shown
            }
            versions.add(at, new OfVersion(version));
            if (versions.size() > VERSIONS) {
                versions.remove(VERSIONS);
                hideAll();
                versions.forEach(shown -> shown.show(group));
            } else {
                versions.get(at).show(group);
            }
        }
        versions.get(at).add(rank);
    }

    /**
     * Flink's interface has no way to take a metric back; its groups have. A group that is closed
     * by itself stays among the children of its parent for the rest of the job. So the parent of
     * all versions is closed, and a new one begins with those that are still shown.
     */
    private void hideAll() {
        if (group.addGroup(LABEL) instanceof AbstractMetricGroup<?> closeable) {
            closeable.close();
        }
    }

    private static final class OfVersion {
        private final long version;
        private final Counter predictions = new SimpleCounter();
        private final Counter hits = new SimpleCounter();
        private volatile double reciprocalRanks; // written by the task's thread alone

        OfVersion(long version) {
            this.version = version;
        }

        void show(MetricGroup parent) {
            MetricGroup own = parent.addGroup(LABEL, Long.toString(version));
            own.counter("predictions", predictions);
            own.counter("hits", hits);
            own.gauge("reciprocalRanks", () -> reciprocalRanks);
        }

        void add(int rank) {
            predictions.inc();
            if (rank != LastAnswer.MISS) {
                hits.inc();
                reciprocalRanks = reciprocalRanks + 1.0 / (rank + 1);
            }
        }
    }
}
