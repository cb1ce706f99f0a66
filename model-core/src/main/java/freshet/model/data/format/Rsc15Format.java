package freshet.model.data.format;

import freshet.model.data.LoggedEvent;
import freshet.model.data.MalformedLineException;
import freshet.model.data.TextFormat;
import freshet.model.session.ItemEvent;
import java.util.List;

/** The table in which most papers' preprocessing leaves the RecSys Challenge 2015 clicks. */
final class Rsc15Format implements TextFormat {
    private static final char SEPARATOR = '\t';

    @Override
    public String name() {
        return "rsc15";
    }

    @Override
    public String description() {
        return "tab-separated with a header that names SessionId, ItemId and Time"
                + " (seconds since 1970, fractions allowed)";
    }

    @Override
    public boolean hasHeader() {
        return true;
    }

    @Override
    public LineParser parser(String header) throws MalformedLineException {
        Columns columns = new Columns(header, SEPARATOR);
        int session = columns.index("SessionId");
        int item = columns.index("ItemId");
        int time = columns.index("Time");
        return (number, line, events) -> {
            List<String> fields = columns.split(line);
            events.accept(new LoggedEvent(
                    Field.id("SessionId", fields.get(session)),
                    ItemEvent.view(Field.id("ItemId", fields.get(item)), Field.seconds("Time", fields.get(time)))));
        };
    }
}
