package freshet.cli.train;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.cli.SessionGap;
import freshet.cli.log.EventTypes;
import freshet.model.data.LogSummary;

/** What a bundle's provenance says of the logs that it came from. */
public final class LogOrigin {
    private LogOrigin() {}

    /** How all logs of a training were read. */
    public static ObjectNode of(String format, SessionGap gap, EventTypes types) {
        ObjectNode origin = JsonNodeFactory.instance.objectNode();
        origin.put("format", format).put("session_gap", gap.toString());
        if (!types.wanted().isEmpty()) {
            types.wanted().stream().sorted().forEach(origin.putArray("event_types")::add);
        }
        return origin;
    }

    /** Notes what one log held. */
    public static void note(ObjectNode noted, LogSummary summary, long duplicates, long equalTimes) {
        noted.put("events", summary.events())
                .put("malformed", summary.malformed())
                .put("duplicates", duplicates)
                .put("equal_times", equalTimes);
    }
}
