package freshet.gateway.item;

/**
 * What people call an item.
 *
 * @param title for example {@code blue rain jacket}; never empty
 * @param category for example {@code jacket}; empty if nobody has told
 */
public record ItemTitle(String title, String category) {}
