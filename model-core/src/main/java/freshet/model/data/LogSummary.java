package freshet.model.data;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a log held.
 *
 * @param unit what it is made of: {@code line} or {@code record}
 * @param events events that were read
 * @param units lines of data, without the header and blank lines, or records
 * @param malformed how many of them were passed over
 * @param firstFaults the first {@link EventLog#MAX_FAULTS} of these
 * @param types how many events there are of each type
 */
public record LogSummary(
        String unit, long events, long units, long malformed, List<LogFault> firstFaults, Map<String, Long> types) {

    /**
     * What was passed over and why, on one line, for example
     * {@code 1 of 99 lines malformed: line 7: …}.
     */
    public String faults() {
        String shown = firstFaults.stream()
                .map(fault -> unit + " " + fault.number() + ": " + fault.reason())
                .collect(Collectors.joining("; "));
        long hidden = malformed - firstFaults.size();
        return String.format(Locale.ROOT, "%,d of %,d %ss malformed", malformed, units, unit)
                + (shown.isEmpty() ? "" : ": " + shown)
                + (hidden == 0 ? "" : String.format(Locale.ROOT, "; and %,d more", hidden));
    }

    /**
     * A line or record that was passed over.
     *
     * @param number its number in the file, from 1
     * @param reason what is wrong in it
     */
    public record LogFault(long number, String reason) {}
}
