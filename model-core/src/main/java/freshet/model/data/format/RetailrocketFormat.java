package freshet.model.data.format;

import freshet.model.data.LoggedEvent;
import freshet.model.data.MalformedLineException;
import freshet.model.data.TextFormat;
import freshet.model.session.ItemEvent;
import java.util.List;

/** Retailrocket's {@code events.csv}. The session key is the visitor, so sessions need a gap. */
final class RetailrocketFormat implements TextFormat {
    private static final char SEPARATOR = ',';

    @Override
    public String name() {
        return "retailrocket";
    }

    @Override
    public String description() {
        return "comma-separated with a header that names timestamp (milliseconds since 1970),"
                + " visitorid, event and itemid (events.csv)";
    }

    @Override
    public boolean hasHeader() {
        return true;
    }

    @Override
    public LineParser parser(String header) throws MalformedLineException {
        Columns columns = new Columns(header, SEPARATOR);
        int time = columns.index("timestamp");
        int visitor = columns.index("visitorid");
        int type = columns.index("event");
        int item = columns.index("itemid");
        return (number, line, events) -> {
            List<String> fields = columns.split(line);
            ItemEvent event = new ItemEvent(
                    Field.id("itemid", fields.get(item)),
                    Field.millis("timestamp", fields.get(time)),
                    type(Field.id("event", fields.get(type))),
                    ItemEvent.NO_KEY);
            events.accept(new LoggedEvent(Field.id("visitorid", fields.get(visitor)), event));
        };
    }

    /** In the words of Freshet's event schema. */
    private static String type(String event) {
        return switch (event) {
            case "addtocart" -> "cart";
            case "transaction" -> "purchase";
            default -> event;
        };
    }
}
