package freshet.trainer.gru4rec;

import java.util.List;

/**
 * Counts the arithmetic of training by the formulas of its matrix products, a multiplication and an addition being two operations.
 * Everything that is no matrix product (losses, gates, updates) is left out.
 */
public final class StepFlops {
    private StepFlops() {}

    /**
     * Floating-point operations per event of a full batch. The output layer has three products with b + n_sample candidates each, drawn
     * twice or not. A GRU layer of h units over d inputs has three blocks of (d, h) and three of (h, h) on the way forward, twice as many of
     * (d, h) and four of (h, h) on the way back, and two more of these where the gradient goes on to the event before.
     */
    public static double perEvent(Gru4RecSettings settings) {
        Architecture architecture = settings.architecture();
        double output = 3.0 * architecture.queryWidth() * (settings.batchSize() + settings.samples());
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
}
