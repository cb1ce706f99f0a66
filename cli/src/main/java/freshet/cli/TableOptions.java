package freshet.cli;

import freshet.model.data.LogFormat;
import freshet.model.data.table.NumberTime;
import freshet.model.data.table.Separator;
import freshet.model.data.table.TableColumn;
import freshet.model.data.table.TableFormat;
import freshet.model.data.table.TableSettings;
import freshet.model.data.table.TextTime;
import freshet.model.data.table.TimeForm;
import freshet.model.data.table.TimeSettings;
import freshet.model.text.Quote;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The options that say how a table of the formats csv and tsv is read, where a guess is wrong. */
public final class TableOptions {
    private static final String ISO = "iso";
    private static final Pattern WORD = Pattern.compile("\\p{Alpha}+");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--column-session",
            paramLabel = "NAME",
            description = "csv, tsv: the column of the session's, visitor's or user's id. Default: guessed by its name,"
                    + " as all columns are; what is guessed is said.")
    private Optional<String> session = Optional.empty();

    @Option(names = "--column-item", paramLabel = "NAME", description = "csv, tsv: the column of the item's id.")
    private Optional<String> item = Optional.empty();

    @Option(names = "--column-time", paramLabel = "NAME", description = "csv, tsv: the column of the time.")
    private Optional<String> time = Optional.empty();

    @Option(
            names = "--column-type",
            paramLabel = "NAME",
            description = "csv, tsv: the column of the event's type. Without one every event is a view.")
    private Optional<String> type = Optional.empty();

    @Option(
            names = "--column-event-id",
            paramLabel = "NAME",
            description = "csv, tsv: the column of the event's id, by which repetitions are told. Never guessed.")
    private Optional<String> eventId = Optional.empty();

    @Option(
            names = "--separator",
            paramLabel = "S",
            converter = SeparatorName.class,
            description = "csv: comma, semicolon, tab or pipe, or the character itself in quotes. Default: told from"
                    + " the header.")
    private Optional<Separator> separator = Optional.empty();

    @Option(
            names = "--time-format",
            paramLabel = "F",
            description = "csv, tsv: seconds, milliseconds, microseconds, nanoseconds, iso, or a pattern of Java's"
                    + " DateTimeFormatter, for example \"dd.MM.yyyy HH:mm:ss\". Default: guessed from the first lines.")
    private Optional<String> timeFormat = Optional.empty();

    @Option(
            names = "--time-zone",
            paramLabel = "ZONE",
            converter = Zone.class,
            description = "csv, tsv: where times without an offset were written, for example Europe/Berlin or UTC.")
    private Optional<ZoneId> zone = Optional.empty();

    /**
     * A format, read as these options say.
     *
     * @throws ParameterException if they say something of a format that is no table, or contradict
     *     each other
     */
    public LogFormat of(LogFormat format) {
        if (format instanceof TableFormat table) {
            try {
                return table.with(new TableSettings(columns(), separator, new TimeSettings(form(), zone)));
            } catch (IllegalArgumentException e) {
                throw wrong("--separator: " + e.getMessage());
            }
        }
        given().ifPresent(option -> {
            throw wrong(option + " is for the formats csv and tsv; format " + format.name()
                    + " says itself where everything is");
        });
        return format;
    }

    /**
     * Makes sure that none is given, where no log is read.
     *
     * @throws ParameterException if one is
     */
    public void requireNone() {
        given().ifPresent(option -> {
            throw wrong(option + " goes with a log; give --format csv or tsv too");
        });
    }

    private Map<TableColumn, String> columns() {
        Map<TableColumn, String> columns = new EnumMap<>(TableColumn.class);
        session.ifPresent(name -> columns.put(TableColumn.SESSION, name));
        item.ifPresent(name -> columns.put(TableColumn.ITEM, name));
        time.ifPresent(name -> columns.put(TableColumn.TIME, name));
        type.ifPresent(name -> columns.put(TableColumn.TYPE, name));
        eventId.ifPresent(name -> columns.put(TableColumn.EVENT_ID, name));
        columns.forEach((column, name) -> columns.forEach((other, same) -> {
            if (column.compareTo(other) < 0 && name.equals(same)) {
                throw wrong(column.option() + " and " + other.option() + " name the same column " + Quote.of(name)
                        + "; name two");
            }
        }));
        return columns;
    }

    private Optional<TimeForm> form() {
        return timeFormat.map(text -> text.equals(ISO)
                ? TextTime.iso(zone)
                : Stream.of(NumberTime.values())
                        .filter(unit -> unit.spelling().equals(text))
                        .<TimeForm>map(unit -> unit)
                        .findFirst()
                        .orElseGet(() -> pattern(text)));
    }

    private TimeForm pattern(String text) {
        try {
            return TextTime.pattern(text, zone);
        } catch (IllegalArgumentException e) {
            String words =
                    Stream.of(NumberTime.values()).map(NumberTime::spelling).collect(Collectors.joining(", "));
            throw wrong("--time-format \"" + text + "\": " + e.getMessage()
                    + (WORD.matcher(text).matches() ? "; words are " + words + " and " + ISO : ""));
        }
    }

    /** One of these options that was given. */
    private Optional<String> given() {
        Optional<TableColumn> column = columns().keySet().stream().findFirst();
        return column.map(TableColumn::option)
                .or(() -> separator.map(given -> "--separator"))
                .or(() -> timeFormat.map(given -> "--time-format"))
                .or(() -> zone.map(given -> "--time-zone"));
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** Reads the option {@code --separator}. */
    private static final class SeparatorName implements ITypeConverter<Separator> {

        @Override
        public Separator convert(String text) {
            try {
                return Separator.named(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /** Reads the option {@code --time-zone}. */
    private static final class Zone implements ITypeConverter<ZoneId> {

        @Override
        public ZoneId convert(String text) {
            try {
                return ZoneId.of(text.strip());
            } catch (DateTimeException e) {
                throw new TypeConversionException(
                        "\"" + text + "\" is no time zone; write for example Europe/Berlin, UTC or +02:00");
            }
        }
    }
}
