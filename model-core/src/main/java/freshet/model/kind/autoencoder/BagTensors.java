package freshet.model.kind.autoencoder;

import freshet.model.arithmetic.Arithmetic;
import freshet.model.bundle.ModelBundle;
import freshet.model.encoder.dense.Activation;
import freshet.model.encoder.dense.DenseLayer;
import freshet.model.encoder.dense.DenseWeights;
import freshet.model.encoder.dense.PlainDenseLayer;
import freshet.model.encoder.dense.VectorDenseLayer;
import freshet.model.kind.BundleTensors;
import freshet.model.kind.ItemTensors;
import freshet.model.kind.Magnitudes;
import java.util.List;

/** What the autoencoders' bundles have in common. */
final class BagTensors {
    /** Each element of a hidden layer is a value of tanh. */
    static final double LARGEST_HIDDEN = 1;

    private final ModelBundle bundle;
    private final Arithmetic arithmetic;
    final BundleTensors tensors;
    final int width; // h

    BagTensors(ModelBundle bundle, Arithmetic arithmetic) {
        this.bundle = bundle;
        this.arithmetic = arithmetic;
        this.tensors = new BundleTensors(bundle);
        this.width = tensors.setting("width");
    }

    /** The hidden layer over the bag, with layers on top of it. */
    BagNetworkEncoder encoder(List<DenseLayer> layers, List<float[]> biases) {
        boolean shared = tensors.choice("embedding", "shared", "separate").equals("shared");
        float[] rows = tensors.floats(
                shared ? ItemTensors.EMBEDDING : "item.input",
                bundle.vocabulary().size(),
                width);
        float[] bias = tensors.floats("encoder.bias", width);
        int window = tensors.setting("window");
        Magnitudes.require(
                "the rows of a window's items and \"encoder.bias\"",
                window * Magnitudes.largest(rows) + Magnitudes.largest(bias));
        return new BagNetworkEncoder(rows, width, window, 1 - tensors.share("decay"), bias, layers, biases);
    }

    /**
     * A layer of the bundle.
     *
     * @param name before {@code .weight} and {@code .bias}
     * @param inputs largest Σ_k |x_k| of what it takes
     */
    DenseLayer layer(String name, int inputWidth, int layerWidth, double inputs, Activation activation) {
        float[] matrix = tensors.floats(name + ".weight", inputWidth, layerWidth);
        Magnitudes.require(
                "the weights of \"" + name + "\" times their inputs",
                inputs * Magnitudes.largest(matrix) + Magnitudes.largest(bias(name, layerWidth)));
        DenseWeights weights = new DenseWeights(inputWidth, layerWidth, matrix, activation);
        return arithmetic.usesVectorApi() ? new VectorDenseLayer(weights) : new PlainDenseLayer(weights);
    }

    /** The bias of that layer. */
    float[] bias(String name, int layerWidth) {
        return tensors.floats(name + ".bias", layerWidth);
    }
}
