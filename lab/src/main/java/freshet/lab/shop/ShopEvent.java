package freshet.lab.shop;

import freshet.model.data.LoggedEvent;
import freshet.model.session.EventKeys;
import freshet.model.session.ItemEvent;

/**
 * One click in the simulated shop.
 *
 * @param sessionId the visit, for example {@code v12}
 * @param itemId the item, see {@link ShopCatalogue}
 * @param timeMillis event time, milliseconds since 1970-01-01 UTC
 * @param eventId unique among all events of the shop
 */
public record ShopEvent(String sessionId, String itemId, long timeMillis, String eventId) {

    /** The same click as a recorded log has it. */
    public LoggedEvent logged(EventKeys keys) {
        return new LoggedEvent(sessionId, new ItemEvent(itemId, timeMillis, ItemEvent.VIEW, keys.key(eventId)));
    }
}
