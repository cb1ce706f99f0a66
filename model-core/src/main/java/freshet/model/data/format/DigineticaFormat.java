package freshet.model.data.format;

import freshet.model.data.LoggedEvent;
import freshet.model.data.MalformedLineException;
import freshet.model.data.TextFormat;
import freshet.model.session.ItemEvent;
import java.util.List;

/**
 * The CIKM Cup 2016's own {@code train-item-views.csv}. It gives the day of a session and the time
 * within the session: an event's time is the day's midnight in UTC plus the time within the
 * session.
 */
final class DigineticaFormat implements TextFormat {
    private static final char SEPARATOR = ';';

    @Override
    public String name() {
        return "diginetica";
    }

    @Override
    public String description() {
        return "semicolon-separated with a header that names sessionId, itemId, timeframe (milliseconds"
                + " within the session) and eventdate (train-item-views.csv)";
    }

    @Override
    public boolean hasHeader() {
        return true;
    }

    @Override
    public LineParser parser(String header) throws MalformedLineException {
        Columns columns = new Columns(header, SEPARATOR);
        int session = columns.index("sessionId", "session_id");
        int item = columns.index("itemId", "item_id");
        int timeframe = columns.index("timeframe");
        int date = columns.index("eventdate");
        return (number, line, events) -> {
            List<String> fields = columns.split(line);
            long timeMillis =
                    Field.date("eventdate", fields.get(date)) + Field.duration("timeframe", fields.get(timeframe));
            events.accept(new LoggedEvent(
                    Field.id("sessionId", fields.get(session)),
                    ItemEvent.view(Field.id("itemId", fields.get(item)), timeMillis)));
        };
    }
}
