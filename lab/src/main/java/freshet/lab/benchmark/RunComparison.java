package freshet.lab.benchmark;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Two runs of a benchmark side by side.
 *
 * @param before the run that the ratios are against
 * @param after the other one
 */
record RunComparison(FigureFile before, FigureFile after) {
    private static final String NONE = "-";
    private static final int LEAST_WIDTH = 44; // of the figures' names

    /**
     * Conditions that differ, then every figure with its ratio; without a line break at its end.
     */
    String table() {
        StringBuilder table = new StringBuilder();
        for (String condition :
                union(before.conditions().keySet(), after.conditions().keySet())) {
            String a = before.conditions().getOrDefault(condition, NONE);
            String b = after.conditions().getOrDefault(condition, NONE);
            if (!a.equals(b)) {
                table.append(String.format(Locale.ROOT, "differs  %s: %s | %s%n", condition, a, b));
            }
        }
        if (table.isEmpty()) {
            table.append(String.format(Locale.ROOT, "same machine, versions and settings%n"));
        }
        Set<String> figures = union(before.figures().keySet(), after.figures().keySet());
        int width = figures.stream().mapToInt(String::length).reduce(LEAST_WIDTH, Math::max);
        String line = "%n%-" + width + "s %14s %14s %8s";
        table.append(String.format(Locale.ROOT, line, "", "A", "B", "B / A"));
        for (String figure : figures) {
            Optional<Double> a = Optional.ofNullable(before.figures().get(figure));
            Optional<Double> b = Optional.ofNullable(after.figures().get(figure));
            table.append(String.format(Locale.ROOT, line, figure, words(a), words(b), ratio(a, b)));
        }
        return table.toString();
    }

    /** B / A, where both are there and A is not zero. */
    private static String ratio(Optional<Double> a, Optional<Double> b) {
        return a.isEmpty() || b.isEmpty() || a.get() == 0
                ? NONE
                : String.format(Locale.ROOT, "%.3f", b.get() / a.get());
    }

    private static String words(Optional<Double> figure) {
        return figure.map(value -> value == Math.rint(value)
                        ? String.format(Locale.ROOT, "%,.0f", value)
                        : String.format(Locale.ROOT, "%,.3f", value))
                .orElse(NONE);
    }

    private static Set<String> union(Set<String> first, Set<String> second) {
        Set<String> union = new LinkedHashSet<>(first);
        union.addAll(second);
        return union;
    }
}
