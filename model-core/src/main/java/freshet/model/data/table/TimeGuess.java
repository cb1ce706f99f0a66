package freshet.model.data.table;

import freshet.model.data.LogException;
import freshet.model.text.Quote;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds how the times of a column are written: as most of its first ones are. */
final class TimeGuess {
    private static final Pattern TIME_OF_DAY = Pattern.compile("\\s*\\d{1,2}:\\d\\d.*");

    private TimeGuess() {}

    /**
     * The form that most values have.
     *
     * @param column the column's name, for messages
     * @param values at least one
     * @param settings what a user says
     * @throws LogException if no value is a time, or most have no offset and there is no zone
     */
    static TimeForm of(String column, List<String> values, TimeSettings settings) {
        TextTime iso = TextTime.local(settings.zone().orElse(ZoneOffset.UTC));
        TimeForm best = Stream.<TimeForm>concat(Stream.of(NumberTime.values()), Stream.of(iso))
                .max(Comparator.comparingLong(form -> fitting(form, values).size()))
                .orElseThrow();
        List<String> found = fitting(best, values);
        if (found.isEmpty()) {
            throw unknown(column, values.get(0));
        }
        return best == iso && settings.zone().isEmpty() ? withOffset(column, found) : best;
    }

    /** Without a zone, times have to have an offset; a few that have none are malformed. */
    private static TimeForm withOffset(String column, List<String> found) {
        List<String> local = found.stream()
                .filter(value -> !TextTime.WITH_OFFSET.fits(value))
                .toList();
        if (local.size() * 2 > found.size()) {
            throw new LogException("column " + Quote.of(column) + " has times without an offset from UTC, as "
                    + Quote.of(local.get(0)) + "; give --time-zone, for example Europe/Berlin or UTC");
        }
        return TextTime.WITH_OFFSET;
    }

    private static List<String> fitting(TimeForm form, List<String> values) {
        return values.stream().filter(form::fits).toList();
    }

    private static LogException unknown(String column, String value) {
        return new LogException(String.format(
                Locale.ROOT,
                "column %s has no time of the years 2000 to 2099 that can be guessed: it begins with %s; %s",
                Quote.of(column),
                Quote.of(value),
                TIME_OF_DAY.matcher(value).matches()
                        ? "one column must hold both date and time: join the two"
                        : "give --time-format seconds, milliseconds, microseconds, nanoseconds, iso or a pattern, for"
                                + " example \"dd.MM.yyyy HH:mm:ss\""));
    }
}
