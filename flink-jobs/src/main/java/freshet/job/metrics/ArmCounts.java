package freshet.job.metrics;

import freshet.model.RankedItems;
import freshet.schema.RecommendationSource;

/** Counts what an arm of a trial does. */
public interface ArmCounts {

    /** It answered an event of a session of its own. */
    void answered(RecommendationSource source);

    /**
     * It answered one whose Kafka record has a timestamp.
     *
     * @param millis from that timestamp to its answer; negative if one clock is behind the other
     */
    void answeredAfter(long millis);

    /**
     * It recommended these items.
     *
     * @param slot the row in {@code ranked} that has them
     */
    void recommended(RankedItems ranked, int slot);

    /** The task's thread was so long with its answers of a pass. */
    void spent(long nanos);

    /** It answered an event of the other arm's session, for comparison alone. */
    void shadowed();
}
