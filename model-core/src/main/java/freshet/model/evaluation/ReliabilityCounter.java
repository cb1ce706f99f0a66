package freshet.model.evaluation;

import java.util.stream.IntStream;

/** Counts predictions by their confidence towards a {@link Reliability}. For one thread. */
public final class ReliabilityCounter {
    /** Bins of equal width between 0 and 1. */
    public static final int BINS = 15; // as in Guo et al. 2017

    private final int k;
    private final long[] predictions = new long[BINS];
    private final long[] hits = new long[BINS];
    private final double[] confidences = new double[BINS]; // sums

    /** @param k items of a list that count, at least 1 */
    public ReliabilityCounter(int k) {
        this.k = k;
    }

    /** How many items of a list count. */
    public int k() {
        return k;
    }

    /**
     * Counts a prediction.
     *
     * @param confidence the sum of the first K items' probabilities; what rounding puts above 1 is
     *     in the last bin
     * @param hit whether one of these items came next
     */
    public void add(double confidence, boolean hit) {
        int bin = Math.max(0, Math.min(BINS - 1, (int) (confidence * BINS)));
        predictions[bin]++;
        hits[bin] += hit ? 1 : 0;
        confidences[bin] += confidence;
    }

    /** What has been counted so far. */
    public Reliability reliability() {
        return new Reliability(k, IntStream.range(0, BINS).mapToObj(this::bin).toList());
    }

    private Reliability.Bin bin(int bin) {
        double count = predictions[bin] == 0 ? Double.NaN : predictions[bin];
        return new Reliability.Bin(
                (double) bin / BINS, (bin + 1.0) / BINS, predictions[bin], confidences[bin] / count, hits[bin] / count);
    }
}
