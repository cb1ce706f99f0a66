package freshet.model.data.format;

import freshet.model.data.LoggedEvent;
import freshet.model.data.MalformedLineException;
import freshet.model.data.TextFormat;
import freshet.model.session.ItemEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import java.util.function.Consumer;

/**
 * Sessions without times, one per line. The session id is the line's number. Line {@code n} begins
 * {@code n} minutes after 2010-01-01 UTC and its events are one second apart, so that sessions
 * start in the order of the file and eight million of them lie in the past.
 */
final class SequencesFormat implements TextFormat {
    private static final long EPOCH_MILLIS =
            Instant.parse("2010-01-01T00:00:00Z").toEpochMilli();
    private static final long SESSION_MILLIS = Duration.ofMinutes(1).toMillis();
    private static final long EVENT_MILLIS = Duration.ofSeconds(1).toMillis();

    @Override
    public String name() {
        return "sequences";
    }

    @Override
    public String description() {
        return "one session per line: item ids in order, separated by spaces";
    }

    @Override
    public boolean hasHeader() {
        return false;
    }

    @Override
    public LineParser parser(String header) {
        return SequencesFormat::parse;
    }

    private static void parse(long number, String line, Consumer<LoggedEvent> events) throws MalformedLineException {
        String session = Long.toString(number);
        long timeMillis = EPOCH_MILLIS + number * SESSION_MILLIS;
        List<LoggedEvent> parsed = new ArrayList<>();
        StringTokenizer items = new StringTokenizer(line);
        while (items.hasMoreTokens()) {
            String item = Field.id("item " + (parsed.size() + 1), items.nextToken());
            parsed.add(new LoggedEvent(session, ItemEvent.view(item, timeMillis)));
            timeMillis += EVENT_MILLIS;
        }
        parsed.forEach(events);
    }
}
