package freshet.client;

import java.util.List;

/**
 * How a client is at one moment, for a health check or a metric.
 *
 * @param pending events that wait for their answers
 * @param unreadable records on the topics of the answers that could not be read since the start; a
 *     client that is older than the job cannot read a newer schema
 * @param heldBack offsets on the topic of the recommendations that an open transaction holds back,
 *     some seconds ago. More than 0 tells of a job with {@code delivery: exactly-once}: answers
 *     come with its checkpoints, and deadlines must be longer than {@code checkpoint.interval}.
 * @param problems what is wrong now, one sentence each with its remedy; empty if all is well
 */
public record ClientStatus(int pending, long unreadable, long heldBack, List<String> problems) {
    public ClientStatus {
        problems = List.copyOf(problems);
    }
}
