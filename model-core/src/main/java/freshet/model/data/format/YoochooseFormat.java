package freshet.model.data.format;

import freshet.model.data.LoggedEvent;
import freshet.model.data.TextFormat;
import freshet.model.session.ItemEvent;
import java.util.List;

/** The RecSys Challenge 2015's own {@code yoochoose-clicks.dat}. */
final class YoochooseFormat implements TextFormat {
    private static final char SEPARATOR = ',';
    private static final int COLUMNS = 4;

    @Override
    public String name() {
        return "yoochoose";
    }

    @Override
    public String description() {
        return "comma-separated without a header: session, ISO-8601 time, item, category (the challenge's clicks.dat)";
    }

    @Override
    public boolean hasHeader() {
        return false;
    }

    @Override
    public LineParser parser(String header) {
        return (number, line, events) -> {
            List<String> fields = Columns.split(line, SEPARATOR, COLUMNS);
            events.accept(new LoggedEvent(
                    Field.id("session", fields.get(0)),
                    ItemEvent.view(Field.id("item", fields.get(2)), Field.instant("time", fields.get(1)))));
        };
    }
}
