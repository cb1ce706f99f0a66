package freshet.trainer.report;

import java.util.Locale;

/** How numbers are written in the report. */
final class Numbers {
    /** What is shown for a figure over no case, which is NaN. */
    private static final String NONE = "n/a";

    private Numbers() {}

    /** For example {@code 12,345}. */
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A share in [0, 1] as for example {@code 66.41 %}. */
    static String percent(double share) {
        return Double.isNaN(share) ? NONE : unsigned(share) + " %";
    }

    /**
     * A share in [0, 1] in percent without the sign, where a table's head has it, for example
     * {@code 66.41}.
     */
    static String unsigned(double share) {
        return Double.isNaN(share) ? NONE : String.format(Locale.ROOT, "%.2f", percents(share));
    }

    /**
     * A share in [0, 1] in percent, with the two decimals that are shown; 0 for a share of nothing,
     * which draws no bar.
     */
    static double percents(double share) {
        return Math.round(share * 10_000) / 100.0;
    }

    /** With some decimals, for example {@code 4.1234}. */
    static String decimal(double number, int decimals) {
        return Double.isNaN(number) ? NONE : String.format(Locale.ROOT, "%,." + decimals + "f", number);
    }

    /** A number and its noun, for example {@code 1 event} or {@code 2 events}. */
    static String counted(long number, String noun) {
        return count(number) + " " + noun + (number == 1 ? "" : "s");
    }

    /** A time span, for example {@code 63.2 s} or {@code 2 h 05 min}. */
    static String duration(double seconds) {
        if (seconds < 120) {
            return decimal(seconds, 1) + " s";
        }
        long minutes = Math.round(seconds / 60);
        return minutes < 120
                ? minutes + " min"
                : String.format(Locale.ROOT, "%d h %02d min", minutes / 60, minutes % 60);
    }
}
