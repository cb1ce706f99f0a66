package freshet.trainer.neural.norm;

import freshet.trainer.neural.weights.Parameter;
import freshet.trainer.neural.weights.Parameters;
import java.util.Arrays;
import java.util.List;

/**
 * The weights of a {@link Norm}, shared with {@link Parameters}.
 *
 * @param gain g (d)
 * @param bias b (d)
 */
public record NormWeights(Parameter gain, Parameter bias) {

    /** Those of a model, by a name before {@code .gain} and {@code .bias}. */
    public static NormWeights of(Parameters parameters, String name) {
        return new NormWeights(parameters.get(name + ".gain"), parameters.get(name + ".bias"));
    }

    /** All zero, by that name. */
    public static List<Parameter> zeros(String name, int width) {
        return List.of(Parameter.vector(name + ".gain", width), Parameter.vector(name + ".bias", width));
    }

    /** A gain of one; the bias stays zero. */
    public void start() {
        Arrays.fill(gain.values(), 1f);
    }
}
