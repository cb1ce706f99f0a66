package freshet.job.settings;

import java.io.Serializable;
import java.time.Duration;

/**
 * How answers and rejections are written. Travels to the sinks inside the job graph.
 *
 * @param recommendationsTopic topic of the answers
 * @param rejectedTopic topic of the events without an answer
 * @param delivery what a failure may do to them
 * @param transactionPrefix starts the names of the job's Kafka transactions
 * @param transactionTimeout the broker drops a transaction that is open for longer
 * @param lostAnswers what a start does from a checkpoint whose transactions the broker has aborted
 */
public record OutputSettings(
        String recommendationsTopic,
        String rejectedTopic,
        Delivery delivery,
        String transactionPrefix,
        Duration transactionTimeout,
        LostAnswers lostAnswers)
        implements Serializable {}
