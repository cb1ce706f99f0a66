package freshet.model.kind.sasrec;

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
 * Reads the layers of one bundle, lowest first, and bounds what each adds up: a row that is
 * normalised has no element beyond √d, so that a norm gives at most √d · max |g| + max |b|.
 */
final class BoundedLayers {
    private final BundleTensors tensors;
    private final int d;
    private final Arithmetic arithmetic;
    private double row; // largest magnitude in the rows so far

    BoundedLayers(BundleTensors tensors, int d, Arithmetic arithmetic) {
        this.tensors = tensors;
        this.d = d;
        this.arithmetic = arithmetic;
    }

    /** What the lowest block takes. */
    void take(float[] embedding, float[] positions) {
        add("the rows of \"item.embedding\" and \"sasrec.position\"", Magnitudes.largest(embedding));
        add("the rows of \"item.embedding\" and \"sasrec.position\"", Magnitudes.largest(positions));
    }

    LayerNorm norm(String name) {
        LayerNorm norm = new LayerNorm(tensors.floats(name + ".gain", d), tensors.floats(name + ".bias", d));
        Magnitudes.require("the gain and bias of \"" + name + "\"", largestOf(norm));
        return norm;
    }

    /** Largest magnitude that a norm gives. */
    double largestOf(LayerNorm norm) {
        return Math.sqrt(d) * Magnitudes.largest(norm.gain()) + Magnitudes.largest(norm.bias());
    }

    List<Block> blocks(int count) {
        List<Block> blocks = new ArrayList<>();
        for (int block = 0; block < count; block++) {
            blocks.add(block("sasrec." + block));
        }
        return List.copyOf(blocks);
    }

    private Block block(String name) {
        String attention = name + ".attention.";
        String forward = name + ".forward.";
        LayerNorm attended = norm(attention + "norm");
        double input = largestOf(attended);
        float[] query = tensors.floats(attention + "query", d, d);
        float[] key = tensors.floats(attention + "key", d, d);
        float[] value = tensors.floats(attention + "value", d, d);
        double queries = product(input, query);
        double keys = product(input, key);
        Magnitudes.require(
                "the weights of \"" + attention + "query\" and \"key\" times their inputs", d * queries * keys);
        add("the weights of \"" + attention + "value\" times their inputs", product(input, value));
        LayerNorm forwarded = norm(forward + "norm");
        float[] inner = tensors.floats(forward + "inner", d, d);
        float[] innerBias = tensors.floats(forward + "inner.bias", d);
        float[] outer = tensors.floats(forward + "outer", d, d);
        float[] outerBias = tensors.floats(forward + "outer.bias", d);
        double hidden = product(largestOf(forwarded), inner) + Magnitudes.largest(innerBias);
        Magnitudes.require("the weights of \"" + forward + "inner\" times their inputs", hidden);
        add(
                "the weights of \"" + forward + "outer\" times their inputs",
                product(hidden, outer) + Magnitudes.largest(outerBias));
        return new Block(
                attended,
                layer(query, Activation.IDENTITY),
                layer(key, Activation.IDENTITY),
                layer(value, Activation.IDENTITY),
                forwarded,
                layer(inner, Activation.RELU),
                innerBias,
                layer(outer, Activation.IDENTITY),
                outerBias);
    }

    private void add(String what, double most) {
        row += most;
        Magnitudes.require(what, row);
    }

    private double product(double input, float[] matrix) {
        return d * input * Magnitudes.largest(matrix);
    }

    private DenseLayer layer(float[] matrix, Activation activation) {
        DenseWeights weights = new DenseWeights(d, d, matrix, activation);
        return arithmetic.usesVectorApi() ? new VectorDenseLayer(weights) : new PlainDenseLayer(weights);
    }
}
