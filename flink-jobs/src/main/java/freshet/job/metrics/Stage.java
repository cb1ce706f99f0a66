package freshet.job.metrics;

/** What the task's thread does for a batch; the reading of events from Kafka is counted by the source. */
public enum Stage {
    /** Sessions are read from the state and written back, serializers included. */
    STATE,
    /** What is new in the sessions is folded into their vectors. */
    FOLD,
    /** All items are scored and ranked. */
    SCORE,
    /** Recommendations are made and handed on: encoded and given to the Kafka producer, where the sink is chained. */
    EMIT
}
