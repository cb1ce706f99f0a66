package freshet.cli.watch;

import freshet.schema.EventCoordinates;
import freshet.schema.Recommendation;
import freshet.schema.RecommendationSource;
import freshet.schema.RecommendedItem;
import freshet.schema.RejectedEvent;
import freshet.schema.codec.Excerpt;
import freshet.schema.event.EventFormat;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Style;

/**
 * Writes outcomes for people, in columns: time of day of the record, session, and what became of
 * the event. All foreign text is cut, and its control characters are escaped. For one thread.
 */
final class OutcomeText implements OutcomeForm {
    private static final int MOST_ID_CHARACTERS = 36; // a UUID
    private static final int LEAST_SESSION_WIDTH = 8;
    private static final int MOST_BYTES = 12;
    private static final HexFormat BYTES = HexFormat.ofDelimiter(" ");
    private static final double LEAST_DECIMAL = 0.0005; // what three decimals show
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd ", Locale.ROOT);

    private final int top;
    private final boolean color;
    private final Clock clock;
    private int sessionWidth = LEAST_SESSION_WIDTH;

    /**
     * @param top most items that are shown
     * @param color whether to mark what is not a model's answer
     * @param clock tells today and the zone; times of other days have their date
     */
    OutcomeText(int top, boolean color, Clock clock) {
        this.top = top;
        this.color = color;
        this.clock = clock;
    }

    @Override
    public String line(Outcome.Answered outcome) {
        Recommendation answer = outcome.answer();
        String source = String.format(Locale.ROOT, "%-7s", answer.getSource());
        return head(outcome.writtenMillis(), answer.getSessionId())
                + String.format(
                        Locale.ROOT,
                        "#%-3d %s v%-3d %s",
                        answer.getPosition(),
                        answer.getSource() == RecommendationSource.MODEL ? source : styled(source, Style.fg_cyan),
                        answer.getModelVersion(),
                        items(answer));
    }

    @Override
    public String line(Outcome.Rejected outcome) {
        RejectedEvent rejection = outcome.rejection();
        EventCoordinates event = rejection.getEvent();
        return head(outcome.writtenMillis(), outcome.sessionId().orElse("-"))
                + Excerpt.of(event.getTopic(), Excerpt.VALUE) + "-" + event.getPartition() + "@" + event.getOffset()
                + " " + styled(rejection.getReason().name(), Style.fg_yellow)
                + " " + Excerpt.of(rejection.getDetail(), Excerpt.SENTENCE)
                + "  " + value(outcome);
    }

    private String head(long millis, String session) {
        String shown = Excerpt.of(session, MOST_ID_CHARACTERS);
        sessionWidth = Math.max(sessionWidth, shown.length());
        return time(Instant.ofEpochMilli(millis)) + "  " + shown + " ".repeat(sessionWidth - shown.length()) + "  ";
    }

    private String time(Instant instant) {
        ZonedDateTime time = instant.atZone(clock.getZone());
        return (time.toLocalDate().equals(LocalDate.now(clock)) ? "" : DAY.format(time)) + TIME.format(time);
    }

    private String items(Recommendation answer) {
        if (answer.getItems().isEmpty()) {
            return answer.getSource() == RecommendationSource.NONE ? "(no model yet)" : "(no items)";
        }
        return answer.getItems().stream().limit(top).map(OutcomeText::item).collect(Collectors.joining("  "));
    }

    private static String item(RecommendedItem item) {
        float probability = item.getProbability();
        String format = probability < LEAST_DECIMAL && probability > 0 ? " %.0e" : " %.3f";
        return Excerpt.of(item.getItemId(), MOST_ID_CHARACTERS) + String.format(Locale.ROOT, format, probability);
    }

    /** The event as JSON where it can be read, else its text, else what there is to say of it. */
    private static String value(Outcome.Rejected outcome) {
        byte[] raw = outcome.event()
                .map(EventFormat.JSON::encode)
                .orElseGet(() -> OutcomeReader.bytes(outcome.rejection().getRaw()));
        if (raw.length == 0) {
            return "(no value)";
        }
        int size = outcome.rejection().getRawSize();
        return OutcomeReader.text(raw)
                .map(Excerpt::quoted)
                .orElseGet(() -> "(" + size + " bytes that are no text, the first "
                        + BYTES.formatHex(raw, 0, Math.min(raw.length, MOST_BYTES)) + ")");
    }

    private String styled(String text, IStyle style) {
        return color ? style.on() + text + style.off() : text;
    }
}
