package freshet.cli.similar;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.model.bundle.ModelBundle;
import freshet.model.kind.RelatedItems.Related;
import freshet.model.text.Quote;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * An item and those that a model relates to it, for people and for programs.
 *
 * @param row of the item
 * @param measure what the values are
 * @param related the greatest value first
 */
record SimilarItems(Path file, ModelBundle bundle, int row, String measure, List<Related> related) {

    /** A line per item, under a heading. */
    String table() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "item %s, %,d events, model %s (%s)",
                Quote.plain(bundle.vocabulary().item(row)),
                bundle.support()[row],
                file,
                bundle.kind()));
        if (related.isEmpty()) {
            return text.append("\n  the model has no rule from this item to another")
                    .toString();
        }
        text.append(String.format(Locale.ROOT, "%n  %10s  %10s  item", measure, "events"));
        String line = "%n  " + format() + "  %,10d  %s";
        for (Related other : related) {
            text.append(String.format(
                    Locale.ROOT,
                    line,
                    other.value(),
                    bundle.support()[other.row()],
                    Quote.plain(bundle.vocabulary().item(other.row()))));
        }
        return text.toString();
    }

    /** Counts have no digits behind the point. */
    private String format() {
        return related.stream().allMatch(other -> other.value() == Math.rint(other.value())) ? "%,10.0f" : "%,10.3f";
    }

    /** One object on one line. */
    String json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("model", file.toString())
                .put("kind", bundle.kind())
                .put("item", bundle.vocabulary().item(row))
                .put("events", bundle.support()[row])
                .put("measure", measure);
        ArrayNode similar = json.putArray("similar");
        for (Related other : related) {
            similar.addObject()
                    .put("item", bundle.vocabulary().item(other.row()))
                    .put("value", other.value())
                    .put("events", bundle.support()[other.row()]);
        }
        return json.toString();
    }
}
