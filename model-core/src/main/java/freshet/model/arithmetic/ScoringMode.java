package freshet.model.arithmetic;

import java.util.Locale;

/** How many of the items a neural model scores for each answer. */
public enum ScoringMode {
    /** All of them. */
    EXACT,
    /**
     * Those that are likely to be among the best, by the Vector API: for large catalogues. What is
     * recommended is nearly always the same; the probabilities' denominator is estimated. Scores of
     * all items stay exact.
     */
    PRUNED;

    /** As it is written in the settings. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
