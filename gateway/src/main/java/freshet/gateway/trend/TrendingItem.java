package freshet.gateway.trend;

/**
 * An item that is viewed now.
 *
 * @param itemId the shop's own id
 * @param count its events within the window, each weighing less the older it is
 */
public record TrendingItem(String itemId, double count) {}
