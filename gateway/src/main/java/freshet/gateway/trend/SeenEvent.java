package freshet.gateway.trend;

import java.time.Instant;

/**
 * An event as it was read.
 *
 * @param itemId the shop's own id
 * @param eventTime as the event says it
 * @param eventType view, cart, purchase or any other word
 */
public record SeenEvent(String itemId, Instant eventTime, String eventType) {}
