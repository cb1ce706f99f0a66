package freshet.cli.session;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.cli.terminal.JsonLine;
import freshet.model.answer.single.EventWeight;
import freshet.model.answer.single.ExplainedItem;
import freshet.model.answer.single.Explanation;
import freshet.model.text.Quote;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * An explanation for people and for programs.
 *
 * @param model its bundle
 * @param session item ids, the oldest first
 * @param unknown those that the model does not know
 */
record ExplainedSession(Path model, List<String> session, List<String> unknown, Explanation explanation) {
    private static final int LEAST_WIDTH = 4;

    /** One JSON object on one line: all events of each item, the weightiest first. */
    String json() {
        ObjectNode object = new JsonMapper().createObjectNode().put("model", model.toString());
        session.forEach(object.putArray("session")::add);
        unknown.forEach(object.putArray("unknown")::add);
        object.put("source", explanation.source().name()).putArray("items");
        for (ExplainedItem item : explanation.items()) {
            ObjectNode one = object.withArray("items")
                    .addObject()
                    .put("itemId", item.itemId())
                    .put("probability", item.probability());
            one.putArray("events");
            for (EventWeight event : item.events()) {
                one.withArray("events")
                        .addObject()
                        .put("position", event.position())
                        .put("itemId", event.itemId())
                        .put("weight", event.weight())
                        .put("without", event.without());
            }
        }
        return JsonLine.of(object);
    }

    /**
     * A table without a line break at its end.
     *
     * @param events most events shown of each item
     */
    String table(int events) {
        int width = explanation.items().stream()
                .mapToInt(item -> shown(item.itemId()).length())
                .reduce(LEAST_WIDTH, Math::max);
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT, "%4s  %-11s  %-" + width + "s  %s", "rank", "probability", "item", "events"));
        int rank = 0;
        for (ExplainedItem item : explanation.items()) {
            table.append(String.format(
                    Locale.ROOT,
                    "%n%4d  %-11.4f  %-" + width + "s  %s",
                    ++rank,
                    item.probability(),
                    shown(item.itemId()),
                    item.events().stream()
                            .limit(events)
                            .map(ExplainedSession::words)
                            .collect(Collectors.joining("  "))));
        }
        return table.toString();
    }

    private static String words(EventWeight event) {
        return String.format(Locale.ROOT, "%+.4f %s (#%d)", event.weight(), shown(event.itemId()), event.position());
    }

    private static String shown(String itemId) {
        return Quote.plain(Quote.cut(itemId));
    }
}
