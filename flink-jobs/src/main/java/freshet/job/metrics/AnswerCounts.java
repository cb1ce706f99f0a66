package freshet.job.metrics;

import freshet.job.metrics.StageClock.Stage;
import freshet.schema.RecommendationSource;
import freshet.schema.RejectionReason;

/** Counts what the answering does. */
public interface AnswerCounts {

    /** An event was answered. */
    void answered(RecommendationSource source);

    /**
     * An event was answered whose Kafka record has a timestamp.
     *
     * @param millis from that timestamp to its answer; negative if one clock is behind the other
     */
    void answeredAfter(long millis);

    /** An event was answered or rejected so long after it came to the operator. */
    void waited(long nanos);

    /** An event's item is none that the model knows. */
    void unknownItem();

    /**
     * A session began to be kept.
     *
     * @param answeredBy the version that gave its first answer, 0 if none did
     */
    void sessionOpened(String sessionId, long answeredBy);

    /** A session that one version had answered last was answered by another; none is 0. */
    void sessionPassed(String sessionId, long from, long to);

    /**
     * An event told how good the recommendation before it was.
     *
     * @param modelVersion that had given it
     * @param rank of the event's item in it, 0 the best, or
     *     {@link freshet.model.session.LastAnswer#MISS}
     */
    void judged(long modelVersion, int rank);

    void rejected(RejectionReason reason);

    /**
     * A session of several events was folded from its start, as no vector of this model was kept.
     */
    void refolded();

    /** A batch was answered. */
    void batch(int events);

    /** The task's thread was so long with a stage. */
    void spent(Stage stage, long nanos);
}
