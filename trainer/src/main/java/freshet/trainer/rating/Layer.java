package freshet.trainer.rating;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * relu(W x + v), learned by stochastic steps for one example at a time. W begins normally
 * distributed with a variance of 2 over its inputs (He et al. 2015), v at 0. For one thread.
 */
final class Layer {
    final double[] weights; // (out, in)
    final double[] shift; // (out)
    private final int in;
    private final double[] output; // (out)
    private final double[] gradient; // (in), for the layer below
    private double[] input; // (in), as it was given last

    Layer(int in, int out, SplittableRandom random) {
        this.in = in;
        weights = new double[in * out];
        shift = new double[out];
        output = new double[out];
        gradient = new double[in];
        input = new double[in];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.sqrt(2.0 / in) * random.nextGaussian();
        }
    }

    /** The output, which is there until the next call. */
    double[] forward(double[] x) {
        input = x;
        for (int unit = 0; unit < output.length; unit++) {
            double sum = shift[unit];
            for (int i = 0; i < in; i++) {
                sum += weights[unit * in + i] * x[i];
            }
            output[unit] = Math.max(0, sum);
        }
        return output;
    }

    /** The output of the last call. */
    double[] output() {
        return output;
    }

    /**
     * Steps along a gradient of what is to grow.
     *
     * @param up gradient at the output (out)
     * @return the gradient at the input (in), of the weights as they were; there until the next
     *     call
     */
    double[] step(double[] up, double rate) {
        Arrays.fill(gradient, 0);
        step(up, rate, gradient);
        return gradient;
    }

    /** The same, with the gradient at the input added to an array (in). */
    void step(double[] up, double rate, double[] down) {
        for (int unit = 0; unit < output.length; unit++) {
            if (output[unit] > 0) {
                shift[unit] += rate * up[unit];
                for (int i = 0; i < in; i++) {
                    int at = unit * in + i;
                    down[i] += up[unit] * weights[at];
                    weights[at] += rate * up[unit] * input[i];
                }
            }
        }
    }
}
