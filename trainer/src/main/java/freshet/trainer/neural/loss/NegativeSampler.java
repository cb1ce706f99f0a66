package freshet.trainer.neural.loss;

import java.util.SplittableRandom;

/**
 * Draws items with probability proportional to support^alpha in constant time each, by the alias
 * method (Walker 1977, with the linear-time table of Vose 1991). Immutable.
 */
public final class NegativeSampler {
    private static final long LOW_BITS = 0xFFFF_FFFFL;

    private final double[] probabilities; // (V)
    private final long[]
            columns; // (V): 32 bits of the threshold below which its own item is drawn, 32 bits of the alias

    /**
     * @param support events per item (V), each at least 1
     * @param alpha exponent, at least 0; 0 draws uniformly
     */
    public NegativeSampler(long[] support, double alpha) {
        int n = support.length;
        this.probabilities = new double[n];
        this.columns = new long[n];
        double total = 0;
        for (int i = 0; i < n; i++) {
            probabilities[i] = Math.pow(support[i], alpha);
            total += probabilities[i];
        }
        for (int i = 0; i < n; i++) {
            probabilities[i] /= total;
        }
        fillColumns();
    }

    /**
     * Each column holds 1/n of the mass: what an item lacks is filled up by one that has too much.
     */
    private void fillColumns() {
        int n = probabilities.length;
        double[] shares = new double[n];
        int[] aliases = new int[n];
        int[] order = new int[n]; // those with too little from the left, those with enough from the right
        int poor = 0;
        int rich = n;
        for (int i = 0; i < n; i++) {
            shares[i] = probabilities[i] * n;
            order[shares[i] < 1 ? poor++ : --rich] = i;
            aliases[i] = i;
        }
        int next = 0;
        while (next < poor && rich < n) {
            int lacking = order[next++];
            int giving = order[rich];
            aliases[lacking] = giving;
            shares[giving] -= 1 - shares[lacking];
            if (shares[giving] < 1) {
                rich++;
                order[poor++] = giving;
            }
        }
        // What is left differs from a full column by rounding alone, and its alias is the item
        // itself.
        for (int i = 0; i < n; i++) {
            long threshold = Math.min((long) (shares[i] * (1L << Integer.SIZE)), LOW_BITS);
            columns[i] = threshold << Integer.SIZE | aliases[i];
        }
    }

    /** The probability of an item, over all items summing to 1. */
    public double probability(int item) {
        return probabilities[item];
    }

    /**
     * Fills an array with independent draws. The upper half of a random long chooses the column,
     * the lower half the item in it: a probability is exact to 2^-32. By arithmetic: a branch that
     * goes either way at random, and waits for a column from far memory to do so, holds up all that
     * follow.
     */
    public void draw(SplittableRandom random, int[] items) {
        for (int i = 0; i < items.length; i++) {
            long bits = random.nextLong();
            int item = (int) ((bits >>> Integer.SIZE) * columns.length >>> Integer.SIZE);
            long column = columns[item];
            int alias = (int) column;
            int itself = (int) ((bits & LOW_BITS) - (column >>> Integer.SIZE) >> Long.SIZE - 1); // all ones if it stays
            items[i] = alias + (item - alias & itself);
        }
    }
}
