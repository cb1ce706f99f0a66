package freshet.trainer.recurrent;

import freshet.trainer.neural.recurrent.LayerWeights;
import freshet.trainer.neural.weights.Glorot;
import freshet.trainer.neural.weights.Parameter;
import freshet.trainer.neural.weights.Parameters;
import freshet.trainer.recurrent.Architecture.Embedding;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * All weights of a recurrent model as its layers read them; shared with {@link Parameters}, not
 * copied. The query is the top layer's state.
 */
final class RecurrentWeights {
    final Architecture architecture;
    final Parameters parameters;
    final int items; // V
    final int width; // h of the top layer
    final float[] embedding; // E (V, h)
    final float[] bias; // b (V)
    final String inputName; // of the table that has a row per item for the input
    final int inputColumns;
    final float[] input; // (V, inputColumns): what represents an item at the input; E itself if shared
    final List<LayerWeights> layers; // lowest first

    /** @param parameters as {@link #zeros} makes them */
    RecurrentWeights(Parameters parameters, Architecture architecture) {
        this.architecture = architecture;
        this.parameters = parameters;
        this.items = parameters.items();
        this.width = parameters.width();
        this.embedding = parameters.embedding();
        this.bias = parameters.bias();
        this.inputName = inputName(architecture);
        this.inputColumns = architecture.inputColumns();
        this.input = parameters.get(inputName).values();
        this.layers = IntStream.range(0, architecture.layers().size())
                .mapToObj(layer -> LayerWeights.of(
                        architecture.cell(),
                        parameters,
                        layerName(architecture, layer),
                        architecture.inputWidth(layer),
                        architecture.layers().get(layer)))
                .toList();
    }

    /** By the names of the bundle, all zero. */
    static Parameters zeros(int items, Architecture architecture) {
        List<Parameter> others = new ArrayList<>();
        if (architecture.embedding() != Embedding.SHARED) {
            others.add(Parameter.table(inputName(architecture), items, architecture.inputColumns()));
        }
        for (int layer = 0; layer < architecture.layers().size(); layer++) {
            others.addAll(LayerWeights.zeros(
                    architecture.cell(),
                    layerName(architecture, layer),
                    architecture.inputWidth(layer),
                    architecture.layers().get(layer)));
        }
        return Parameters.of(items, architecture.queryWidth(), others);
    }

    private static String layerName(Architecture architecture, int layer) {
        return architecture.cell().name() + "." + layer;
    }

    private static String inputName(Architecture architecture) {
        return switch (architecture.embedding()) {
            case SHARED -> Parameters.EMBEDDING;
            case SEPARATE -> "item.input";
            case ONE_HOT -> LayerWeights.inputName(layerName(architecture, 0));
        };
    }

    /** Glorot-uniform matrices; the items' biases stay zero. */
    void randomise(Glorot glorot) {
        glorot.fill(embedding, items, width);
        if (input != embedding) {
            int out = architecture.embedding() == Embedding.ONE_HOT
                    ? architecture.layers().get(0) // each gate's block on its own
                    : inputColumns;
            glorot.fill(input, items, out);
        }
        layers.forEach(layer -> layer.randomise(glorot));
    }
}
