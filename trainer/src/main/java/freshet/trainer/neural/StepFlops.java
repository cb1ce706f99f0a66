package freshet.trainer.neural;

import freshet.trainer.neural.loss.NegativeSampler;
import java.util.stream.LongStream;

/**
 * Counts the arithmetic of training by the formulas of its matrix products, a multiplication and an
 * addition being two operations. Everything that is no matrix product (losses, gates, updates) is
 * left out.
 */
public final class StepFlops {
    private StepFlops() {}

    /**
     * Floating-point operations per event of a full batch. The output layer has three products with
     * as many candidates each as are expected among b targets and n_sample draws, each item once;
     * to them come the encoder's.
     *
     * @param support events per item (V), each at least 1
     */
    public static double perEvent(NeuralModel<?> model, long[] support) {
        double output = 3 * model.parameters(1).width() * candidates(model.settings(), support);
        return 2 * (output + model.multiplicationsPerEvent());
    }

    /**
     * Σ 1 − (1 − p)^b (1 − q)^n over the items, with p an item's share of the events and q its
     * probability among the draws.
     */
    private static double candidates(NeuralSettings settings, long[] support) {
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
