package freshet.job.operator;

import freshet.schema.RecommendationSource;
import freshet.schema.RejectionReason;

/** Counts what the answering does. */
interface AnswerCounts {

    void answered(RecommendationSource source);

    void rejected(RejectionReason reason);

    /** A session of several events was folded from its start, as no vector of this model was kept. */
    void refolded();

    /** A batch of so many events was answered. */
    void batch(int events);

    /** The task's thread was so long with a stage. */
    void spent(Stage stage, long nanos);
}
