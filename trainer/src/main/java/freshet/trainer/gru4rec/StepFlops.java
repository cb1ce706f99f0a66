package freshet.trainer.gru4rec;

import freshet.trainer.neural.loss.NegativeSampler;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Counts the arithmetic of training by the formulas of its matrix products, a multiplication and an addition being two operations.
 * Everything that is no matrix product (losses, gates, updates) is left out.
 */
public final class StepFlops {
    private StepFlops() {}

    /**
     * Floating-point operations per event of a full batch. The output layer has three products with as many candidates each as
     * are expected among b targets and n_sample draws, each item once. A GRU layer of h units over d inputs has three blocks of (d, h) and three of (h, h) on the way forward, twice as many of
     * (d, h) and four of (h, h) on the way back, and two more of these where the gradient goes on to the event before.
     *
     * @param support events per item (V), each at least 1
     */
    public static double perEvent(Gru4RecSettings settings, long[] support) {
        Architecture architecture = settings.architecture();
        double output = 3 * architecture.queryWidth() * candidates(settings, support);
        double layers = 0;
        List<Integer> widths = architecture.layers();
        for (int i = 0; i < widths.size(); i++) {
            double h = widths.get(i);
            double forward = 3 * h * architecture.inputWidth(i) + 3 * h * h;
            double backward = 6 * h * architecture.inputWidth(i) + 4 * h * h;
            double throughTime = 2 * h * h * (settings.bpttLength() - 1) / settings.bpttLength();
            layers += forward + backward + throughTime;
        }
        return 2 * (output + layers);
    }

    /** Σ 1 − (1 − p)^b (1 − q)^n over the items, with p an item's share of the events and q its probability among the draws. */
    private static double candidates(Gru4RecSettings settings, long[] support) {
        NegativeSampler sampler = new NegativeSampler(support, settings.sampleAlpha());
        double events = LongStream.of(support).sum();
        double candidates = 0;
        for (int item = 0; item < support.length; item++) {
            candidates += 1
                    - Math.pow(1 - support[item] / events, settings.batchSize())
                            * Math.pow(1 - sampler.probability(item), settings.samples());
        }
        return candidates;
    }
}
