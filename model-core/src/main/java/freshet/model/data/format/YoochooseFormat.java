package freshet.model.data.format;

import freshet.model.data.LoggedEvent;
import freshet.model.data.TextFormat;
import freshet.model.session.ItemEvent;

/** The RecSys Challenge 2015's own {@code yoochoose-clicks.dat}. */
final class YoochooseFormat implements TextFormat {
    private static final String SEPARATOR = ",";
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
            String[] fields = Columns.split(line, SEPARATOR, COLUMNS);
            events.accept(new LoggedEvent(
                    Field.id("session", fields[0]),
                    ItemEvent.view(Field.id("item", fields[2]), Field.instant("time", fields[1]))));
        };
    }
}
