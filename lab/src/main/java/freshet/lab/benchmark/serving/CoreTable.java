package freshet.lab.benchmark.serving;

import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A split of the cores for a person: the threads that had most of them, first of all in the slow
 * time.
 */
final class CoreTable {
    private static final int ROWS = 14;
    private static final double PERCENT = 100;
    private static final double SECOND = 1e9;

    private CoreTable() {}

    /** Without a line break at its end. */
    public static String of(CoreSplit split) {
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                """
                %% of one core        slow %6.1f s          quick %6.1f s
                                   had it   waited      had it   waited""",
                split.slow().nanos() / SECOND,
                split.quick().nanos() / SECOND));
        Stream.concat(split.slow().byKind().keySet().stream(), split.quick().byKind().keySet().stream())
                .distinct()
                .sorted(Comparator.<String>comparingDouble(kind -> -split.slow().onCore(kind))
                        .thenComparingDouble(kind -> -split.quick().onCore(kind)))
                .limit(ROWS)
                .forEach(kind -> table.append(String.format(
                        Locale.ROOT,
                        "%n  %-15s %7.1f  %7.1f     %7.1f  %7.1f",
                        kind,
                        PERCENT * split.slow().onCore(kind),
                        PERCENT * split.slow().queued(kind),
                        PERCENT * split.quick().onCore(kind),
                        PERCENT * split.quick().queued(kind))));
        return table.toString();
    }
}
