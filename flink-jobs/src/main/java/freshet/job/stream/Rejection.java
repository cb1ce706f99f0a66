package freshet.job.stream;

import freshet.schema.RejectedEvent;

/**
 * A rejected event on its way to its topic.
 *
 * @param key the record's key as read, empty if it had none
 * @param event the rejection
 */
public record Rejection(byte[] key, RejectedEvent event) implements Incoming {}
