package freshet.model.arithmetic;

import java.util.Locale;

/** How a neural model holds the weights of its items while it scores them. */
public enum ScoringPrecision {
    /** As the bundle has them. */
    FLOAT32,
    /**
     * In half the memory, rounded to eight significant bits, by the Vector API: for large
     * catalogues, where memory bounds the speed. Scores are summed up in single precision.
     */
    BFLOAT16;

    /** As it is written in the settings. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
