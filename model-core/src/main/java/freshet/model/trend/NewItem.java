package freshet.model.trend;

/**
 * An item that has appeared of late.
 *
 * @param itemId the shop's own id
 * @param sinceMillis when it appeared, milliseconds since 1970
 */
public record NewItem(String itemId, long sinceMillis) {}
