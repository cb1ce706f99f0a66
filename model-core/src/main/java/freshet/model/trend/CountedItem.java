package freshet.model.trend;

/**
 * An item and how much it is viewed.
 *
 * @param itemId the shop's own id
 * @param count its events within the window, each weighing less the older it is
 */
public record CountedItem(String itemId, double count) {}
