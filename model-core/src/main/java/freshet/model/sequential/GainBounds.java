package freshet.model.sequential;

/**
 * By how much the challenger's mean is above the champion's, as a share of the champion's: 0.02 is
 * two per cent better.
 *
 * @param lower at least this, −1 if nothing is known
 * @param gain as measured; NaN where the champion has reached nothing
 * @param upper at most this, infinite if nothing is known
 */
public record GainBounds(double lower, double gain, double upper) {
    /** Nothing is known. */
    public static final GainBounds UNKNOWN = new GainBounds(-1, Double.NaN, Double.POSITIVE_INFINITY);
}
