package freshet.model.calibration;

import freshet.model.math.FloatMath;

/**
 * How the probabilities p_1 ≥ p_2 ≥ … that a model of any kind gives become those that are served.
 * Of the first n = {@value #FIRST} items, or of all where the model ranks fewer,
 *
 * <pre>
 * q_i = A · p_i^(1/T) (i + 4)^−d / Σ_j≤n p_j^(1/T) (j + 4)^−d
 * A = σ(a + b · logit C),  C = Σ_j≤n p_j     if n = {@value #FIRST}
 * A = σ(a' + b' · ln n)                       if the model ranks fewer
 * </pre>
 *
 * <p>A, the probability that the next item is among them, is Platt scaling of their sum (Platt
 * 1999, "Probabilistic Outputs for Support Vector Machines"). A model that ranks few items, as one
 * that counts does, shares 1 among them however little it knows: there their number tells more.
 * Within them T is the temperature of Guo et al. 2017 ("On Calibration of Modern Neural Networks",
 * section 4.2), and d adds what a rank says beyond its probability. Later items share 1 − A as the
 * model shares 1 − C, none above q_n. Ranks stay, and q sums up to at most 1.
 *
 * @param temperature T, from 0.05 to 20: above 1 it evens the probabilities out
 * @param rankDiscount d, from 0 to 20: above 0 it favours the first ranks
 * @param full a and b, of answers with at least {@value #FIRST} items
 * @param few a' and b', of answers with fewer
 */
public record Calibration(double temperature, double rankDiscount, ShareLine full, ShareLine few) {
    /** Ranks of which the parameters tell. */
    public static final int FIRST = 20;

    /** The bounds of T: beyond them one number makes no list right. */
    public static final double LEAST_TEMPERATURE = 0.05;

    /** The bound of all parameters. */
    public static final double MOST = 20;

    private static final int FLATNESS = 4; // of the first ranks; 2 to 8 fit about as well
    private static final double LEAST_REST = 1e-3; // a model that ranks few items gives them all there is

    public Calibration {
        require("temperature", temperature, LEAST_TEMPERATURE);
        require("rank_discount", rankDiscount, 0);
    }

    static void require(String name, double value, double least) {
        if (!(value >= least && value <= MOST)) {
            throw new IllegalArgumentException(name + " is " + value + "; it must be from " + least + " to " + MOST);
        }
    }

    /** The factor of d in ln q: −ln(i + 4) of the item at a rank from 1. */
    public static double rankFeature(int rank) {
        return -Math.log(rank + FLATNESS);
    }

    /**
     * What a line of A rises with: logit C, C within [0.001, 0.999], or ln n.
     *
     * @param sum C of the first items
     * @param count how many they are, at least 1
     */
    public static double shareFeature(double sum, int count) {
        if (count < FIRST) {
            return Math.log(count);
        }
        double bounded = Math.max(LEAST_REST, Math.min(1 - LEAST_REST, sum));
        return Math.log(bounded / (1 - bounded));
    }

    /** 1 − C, at least 0.001. */
    static double rest(double sum) {
        return Math.max(LEAST_REST, 1 - sum);
    }

    /** A for a sum C of the first probabilities, which are at least one. */
    float share(double sum, int count) {
        ShareLine line = count < FIRST ? few : full;
        return FloatMath.sigmoid((float) (line.intercept() + line.slope() * shareFeature(sum, count)));
    }
}
