package freshet.lab.demo;

import freshet.model.data.LoggedEvent;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * The events of a demo.
 *
 * @param past what is on record when it begins, for the first model
 * @param live what happens while it runs, in the order of sending
 * @param pace when each of these is sent
 * @param events how many {@code live} has, if it has an end
 * @param name gives an item's name for its id
 * @param words what this is, for the user
 */
record Traffic(
        List<LoggedEvent> past,
        Iterator<LoggedEvent> live,
        TrafficPace pace,
        OptionalLong events,
        UnaryOperator<String> name,
        String words) {}
