package freshet.lab.demo;

import freshet.gateway.item.ItemTitle;
import freshet.gateway.item.ItemTitles;
import freshet.model.data.LoggedEvent;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;

/**
 * The events of a demo.
 *
 * @param past what is on record when it begins, for the first model
 * @param live what happens while it runs, in the order of sending
 * @param start event time at which it starts
 * @param pace when each of these is sent
 * @param events how many {@code live} has, if it has an end
 * @param titles what the items are called
 * @param words what this is, for the user
 */
record Traffic(
        List<LoggedEvent> past,
        Iterator<LoggedEvent> live,
        Instant start,
        TrafficPace pace,
        OptionalLong events,
        ItemTitles titles,
        String words) {

    /** An item's title; its id if it has none. */
    String name(String itemId) {
        return titles.of(itemId).map(ItemTitle::title).orElse(itemId);
    }
}
