package freshet.model.sequential;

import java.util.Arrays;

/**
 * The wealth of gamblers who each begin with 1 and bet a fixed share λ of what they have that the
 * next outcome z ≥ −1 is above 0:
 *
 * <pre>
 *   W = (1 / n) Σ over λ  Π over outcomes (1 + λ z)
 * </pre>
 *
 * Where the mean of each outcome, given all before it, is at most 0, W is a non-negative
 * supermartingale: it ever reaches 1 / α with a probability of at most α, however often one looks
 * (Ville 1939). Betting with a grid of shares is the diversified Kelly bettor of Waudby-Smith and
 * Ramdas, "Estimating means of bounded random variables by betting", J. R. Stat. Soc. B 86 (2024),
 * a mixture as Robbins has it, "Statistical methods related to the law of the iterated logarithm",
 * Ann. Math. Stat. 41 (1970). W depends on the set of outcomes alone, not on their order. For one
 * thread.
 */
final class Bets {
    private static final int GAMBLERS = 9;
    private static final double HIGHEST = 0.98; // nobody loses all at once
    private static final double[] SHARES = shares();
    private static final int FOLD = 64; // factors from 0.02 to 32 stay within the range of a double

    private final double[] products = new double[GAMBLERS];
    private final double[] logs = new double[GAMBLERS]; // of what was folded before
    private int pending;

    Bets() {
        Arrays.fill(products, 1);
    }

    /** Takes an outcome, from −1 to 30. */
    void add(double outcome) {
        for (int gambler = 0; gambler < GAMBLERS; gambler++) {
            products[gambler] *= 1 + SHARES[gambler] * outcome;
        }
        if (++pending == FOLD) {
            fold();
        }
    }

    /** Takes the same outcome, from −1 to 30, many times. */
    void add(double outcome, long times) {
        for (int gambler = 0; gambler < GAMBLERS; gambler++) {
            logs[gambler] += times * Math.log1p(SHARES[gambler] * outcome);
        }
    }

    /** The natural logarithm of W. */
    double logWealth() {
        fold();
        double highest = Double.NEGATIVE_INFINITY;
        for (double log : logs) {
            highest = Math.max(highest, log);
        }
        double sum = 0;
        for (double log : logs) {
            sum += Math.exp(log - highest);
        }
        return highest + Math.log(sum / GAMBLERS);
    }

    private void fold() {
        for (int gambler = 0; gambler < GAMBLERS; gambler++) {
            logs[gambler] += Math.log(products[gambler]);
            products[gambler] = 1;
        }
        pending = 0;
    }

    /** Halved again and again: small shares for small differences, which many outcomes show. */
    private static double[] shares() {
        double[] shares = new double[GAMBLERS];
        double share = HIGHEST;
        for (int gambler = 0; gambler < GAMBLERS; gambler++) {
            shares[gambler] = share;
            share /= 2;
        }
        return shares;
    }
}
