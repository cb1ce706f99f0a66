package freshet.cli;

import freshet.model.data.IsoTime;
import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * How options of plain types are read: what does not fit is told in words, where picocli would name
 * Java's types and exceptions.
 */
final class OptionTypes {
    private static final String WHOLE = "is not a whole number, or too large; write for example 3";
    private static final String DECIMAL = "is not a number; write for example 0.1";
    private static final String TIME =
            "is not a date or a time; write a date, 2026-01-31, which means its start in UTC, or a time with "
                    + "its offset, 2026-01-31T00:00:00Z";

    private static final Pattern URI =
            Pattern.compile("(?<scheme>[A-Za-z][A-Za-z0-9+.-]*):(?://(?<host>[^/]*)/+|/)(?<path>.*)");

    private OptionTypes() {}

    /** Makes a command line and all its subcommands read options so. */
    static void register(CommandLine command) {
        ITypeConverter<Integer> integers = reading(WHOLE, Integer::valueOf);
        ITypeConverter<Long> longs = reading(WHOLE, Long::valueOf);
        ITypeConverter<Double> doubles = reading(DECIMAL, OptionTypes::finite);
        command.registerConverter(Integer.class, integers)
                .registerConverter(int.class, integers)
                .registerConverter(Long.class, longs)
                .registerConverter(long.class, longs)
                .registerConverter(Double.class, doubles)
                .registerConverter(double.class, doubles)
                .registerConverter(Duration.class, new TimeText())
                .registerConverter(Instant.class, reading(TIME, IsoTime::instantOrDate))
                .registerConverter(Path.class, OptionTypes::path);
    }

    private static <T> ITypeConverter<T> reading(String fault, Function<String, T> parser) {
        return text -> {
            try {
                return parser.apply(text.strip());
            } catch (NumberFormatException | DateTimeException e) {
                throw new TypeConversionException("\"" + text + "\" " + fault);
            }
        };
    }

    /** Java reads more than plain numbers: NaN, Infinity, 1d, 0x1p3. */
    private static Double finite(String text) {
        double value = new BigDecimal(text).doubleValue();
        if (!Double.isFinite(value)) {
            throw new NumberFormatException(text);
        }
        return value;
    }

    /** A URI of a file is that file, its path written as it is, as Flink reads it. */
    private static Path path(String text) {
        Matcher uri = URI.matcher(text);
        String path = text;
        if (uri.matches()) {
            if (!uri.group("scheme").equalsIgnoreCase("file")) {
                throw new TypeConversionException("\"" + text + "\" is on another file system, and this command reads"
                        + " and writes files of its machine; copy what is there, or mount it, and name that path");
            }
            String host = Optional.ofNullable(uri.group("host")).orElse("");
            if (!host.isEmpty()) {
                throw new TypeConversionException(
                        "\"" + text + "\" names the host " + host + "; leave it out, file:///" + uri.group("path"));
            }
            path = "/" + uri.group("path");
        }
        try {
            return Path.of(path);
        } catch (InvalidPathException e) {
            throw new TypeConversionException("\"" + text + "\" is no path on this system: " + e.getReason()
                    + "; where the name is right, set LC_ALL=C.UTF-8");
        }
    }
}
