package freshet.model.data.table;

import freshet.model.data.LogException;
import freshet.model.text.Quote;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Finds how the times of a column are written: as most of its first ones are. */
final class TimeGuess {
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
        TimeForm local = TextTime.local(settings.zone().orElse(ZoneOffset.UTC));
        TimeForm best = Stream.of(Stream.of(NumberTime.values()), Stream.of(TextTime.WITH_OFFSET, local))
                .flatMap(forms -> forms)
                .max(Comparator.comparingLong(
                        form -> values.stream().filter(form::fits).count()))
                .orElseThrow();
        String example = values.stream().filter(best::fits).findFirst().orElse("");
        if (example.isEmpty()) {
            throw new LogException(String.format(
                    Locale.ROOT,
                    "column %s has no time of the years 2000 to 2099 that can be guessed: it begins with %s; give"
                            + " --time-format seconds, milliseconds, microseconds, nanoseconds, iso or a pattern, for"
                            + " example \"dd.MM.yyyy HH:mm:ss\"",
                    Quote.of(column),
                    Quote.of(values.get(0))));
        }
        if (best == local && settings.zone().isEmpty()) {
            throw new LogException("column " + Quote.of(column) + " has times without an offset from UTC, as "
                    + Quote.of(example) + "; give --time-zone, for example Europe/Berlin or UTC");
        }
        return best;
    }
}
