package freshet.job.stream;

/**
 * An item of a category that was viewed, or that has appeared in the catalogue.
 *
 * @param category one of the item's; empty: all items
 * @param itemId the shop's own id
 * @param viewed whether an event tells of it; otherwise the catalogue does
 * @param millis time of the event, milliseconds since 1970; otherwise that of the appearance
 * @param sinceMillis when the item appeared, milliseconds since 1970
 */
public record Sighting(String category, String itemId, boolean viewed, long millis, long sinceMillis) {}
