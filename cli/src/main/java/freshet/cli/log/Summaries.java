package freshet.cli.log;

import freshet.model.data.EventLog;
import freshet.model.data.LogSummary;
import freshet.model.data.LogSummary.LogFault;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** What several files held, as one log. */
final class Summaries {
    private Summaries() {}

    /** @param parts at least one, all of one format; faults keep the numbers of their own files */
    static LogSummary sum(List<LogSummary> parts) {
        List<LogFault> faults = parts.stream()
                .flatMap(part -> part.firstFaults().stream())
                .limit(EventLog.MAX_FAULTS)
                .toList();
        Map<String, Long> types = new HashMap<>();
        parts.forEach(part -> part.types().forEach((type, events) -> types.merge(type, events, Long::sum)));
        return new LogSummary(
                parts.get(0).unit(),
                total(parts, LogSummary::events),
                total(parts, LogSummary::units),
                total(parts, LogSummary::malformed),
                faults,
                Map.copyOf(types));
    }

    private static long total(List<LogSummary> parts, ToLongFunction<LogSummary> count) {
        return parts.stream().mapToLong(count).sum();
    }
}
