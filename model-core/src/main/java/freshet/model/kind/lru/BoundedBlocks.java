package freshet.model.kind.lru;

import freshet.model.arithmetic.Arithmetic;
import freshet.model.encoder.dense.Activation;
import freshet.model.encoder.dense.DenseLayer;
import freshet.model.encoder.dense.DenseWeights;
import freshet.model.encoder.dense.LayerNorm;
import freshet.model.encoder.dense.PlainDenseLayer;
import freshet.model.encoder.dense.VectorDenseLayer;
import freshet.model.kind.BundleTensors;
import freshet.model.kind.Magnitudes;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the layers of one bundle, lowest first, and bounds what each adds up. A row that is
 * normalised has no element beyond √d, so that a norm gives at most √d · max |g| + max |b|. As |λ|
 * is 1 at most, one item adds to a state what it brings; a float that has reached 2^24 times that
 * grows no more.
 */
final class BoundedBlocks {
    private static final double MOST_FOLDS = 1 << 24;

    private final BundleTensors tensors;
    private final int d;
    private final int state;
    private final int feedForward;
    private final Arithmetic arithmetic;
    private double largest; // magnitude in the rows so far

    /**
     * @param d width of a row
     * @param state complex units
     * @param feedForward units
     */
    BoundedBlocks(BundleTensors tensors, int d, int state, int feedForward, Arithmetic arithmetic) {
        this.tensors = tensors;
        this.d = d;
        this.state = state;
        this.feedForward = feedForward;
        this.arithmetic = arithmetic;
    }

    /** Largest magnitude in the rows that were read last. */
    double largest() {
        return largest;
    }

    LayerNorm norm(String name) {
        LayerNorm norm = new LayerNorm(tensors.floats(name + ".gain", d), tensors.floats(name + ".bias", d));
        largest = Math.sqrt(d) * Magnitudes.largest(norm.gain()) + Magnitudes.largest(norm.bias());
        Magnitudes.require("the gain and bias of \"" + name + "\"", largest);
        return norm;
    }

    List<Block> blocks(int count) {
        List<Block> blocks = new ArrayList<>();
        for (int block = 0; block < count; block++) {
            blocks.add(block("lru." + block + "."));
        }
        return List.copyOf(blocks);
    }

    private Block block(String name) {
        float[] nu = exponents(name + "nu");
        float[] theta = exponents(name + "theta");
        float[] gamma = tensors.floats(name + "gamma", state);
        float[] input = tensors.floats(name + "input", d, 2 * state);
        float[] output = tensors.floats(name + "output", 2 * state, d);
        // A complex unit turns, so that each of its parts may become as large as both together.
        double states = 2 * MOST_FOLDS * Magnitudes.largest(gamma) * d * largest * Magnitudes.largest(input);
        Magnitudes.require(
                "the weights of \"" + name + "input\", \"gamma\" and \"output\" times their inputs",
                states + largest + 2 * state * states * Magnitudes.largest(output));
        LayerNorm mixed = norm(name + "norm");
        float[] inner = tensors.floats(name + "inner", d, feedForward);
        float[] innerBias = tensors.floats(name + "inner.bias", feedForward);
        float[] outer = tensors.floats(name + "outer", feedForward, d);
        float[] outerBias = tensors.floats(name + "outer.bias", d);
        double hidden = d * largest * Magnitudes.largest(inner) + Magnitudes.largest(innerBias);
        Magnitudes.require(
                "the weights of \"" + name + "inner\" and \"outer\" times their inputs",
                hidden + largest + feedForward * hidden * Magnitudes.largest(outer) + Magnitudes.largest(outerBias));
        return new Block(
                Recurrence.of(nu, theta, gamma),
                layer(d, 2 * state, input, Activation.IDENTITY),
                layer(2 * state, d, output, Activation.IDENTITY),
                mixed,
                layer(d, feedForward, inner, Activation.RELU),
                innerBias,
                layer(feedForward, d, outer, Activation.IDENTITY),
                outerBias,
                norm(name + "last.norm"));
    }

    /** Any gives a |λ| of 1 at most, but of a large one neither sine nor cosine means much. */
    private float[] exponents(String name) {
        float[] values = tensors.floats(name, state);
        Magnitudes.require("the values of \"" + name + "\"", Magnitudes.sum(values, 0, state));
        return values;
    }

    private DenseLayer layer(int inputWidth, int width, float[] matrix, Activation activation) {
        DenseWeights weights = new DenseWeights(inputWidth, width, matrix, activation);
        return arithmetic.usesVectorApi() ? new VectorDenseLayer(weights) : new PlainDenseLayer(weights);
    }
}
