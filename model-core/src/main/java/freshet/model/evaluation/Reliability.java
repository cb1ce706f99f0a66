package freshet.model.evaluation;

import java.util.List;

/**
 * How far the served probabilities are right. A prediction says that the next item is among its
 * first K items, and is as confident as their probabilities add up to. Predictions are put into
 * bins of equal width by that confidence; in a calibrated model the share of a bin that comes true
 * is the bin's mean confidence (Guo et al. 2017, "On Calibration of Modern Neural Networks",
 * section 2, which has K = 1; Gupta et al. 2021, "Calibration of Neural Networks using Splines",
 * has the first K).
 *
 * @param k items of the list that count
 * @param bins all of them, by rising confidence, {@value ReliabilityCounter#BINS} of equal width
 */
public record Reliability(int k, List<Bin> bins) {

    /**
     * Predictions of about the same confidence.
     *
     * @param from least confidence
     * @param to next bin's least confidence, in the last one the greatest
     * @param predictions how many
     * @param confidence their mean confidence, in [0, 1]; NaN without any
     * @param accuracy share of them that came true, in [0, 1]; NaN without any
     */
    public record Bin(double from, double to, long predictions, double confidence, double accuracy) {}

    public Reliability {
        bins = List.copyOf(bins);
    }

    /** Predictions in all bins. */
    public long predictions() {
        return bins.stream().mapToLong(Bin::predictions).sum();
    }

    /**
     * The expected calibration error in [0, 1], Σ_b n_b / n · |accuracy_b − confidence_b| (Guo et
     * al. 2017, equation 3); NaN without a prediction.
     */
    public double expectedCalibrationError() {
        double weighted = 0;
        for (Bin bin : bins) {
            if (bin.predictions() > 0) {
                weighted += bin.predictions() * Math.abs(bin.accuracy() - bin.confidence());
            }
        }
        return weighted / predictions();
    }

    /**
     * The error that chance makes of about, were all probabilities right: in a bin of n predictions
     * the accuracy is then off by √(2 c (1 − c) / π n) in the mean, c the confidence (the mean of
     * |x| of a normal distribution). NaN without a prediction.
     */
    public double errorByChance() {
        double weighted = 0;
        for (Bin bin : bins) {
            if (bin.predictions() > 0) {
                double confidence = Math.min(1, bin.confidence()); // rounding may put a sum above 1
                weighted += Math.sqrt(2 / Math.PI * bin.predictions() * confidence * (1 - confidence));
            }
        }
        return weighted / predictions();
    }
}
