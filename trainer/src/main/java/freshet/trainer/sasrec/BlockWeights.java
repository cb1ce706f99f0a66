package freshet.trainer.sasrec;

import freshet.trainer.neural.norm.NormWeights;
import freshet.trainer.neural.weights.Glorot;
import freshet.trainer.neural.weights.Parameter;
import freshet.trainer.neural.weights.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The weights of a {@link Block}, shared with {@link Parameters}.
 *
 * @param attended norm of what the attention takes
 * @param query W_Q (d, d)
 * @param key W_K (d, d)
 * @param value W_V (d, d)
 * @param forwarded norm of what the feed-forward network takes
 * @param inner W_1 (d, d)
 * @param innerBias b_1 (d)
 * @param outer W_2 (d, d)
 * @param outerBias b_2 (d)
 */
record BlockWeights(
        NormWeights attended,
        Parameter query,
        Parameter key,
        Parameter value,
        NormWeights forwarded,
        Parameter inner,
        Parameter innerBias,
        Parameter outer,
        Parameter outerBias) {

    static BlockWeights of(Parameters parameters, String name) {
        return new BlockWeights(
                NormWeights.of(parameters, name + ".attention.norm"),
                parameters.get(name + ".attention.query"),
                parameters.get(name + ".attention.key"),
                parameters.get(name + ".attention.value"),
                NormWeights.of(parameters, name + ".forward.norm"),
                parameters.get(name + ".forward.inner"),
                parameters.get(name + ".forward.inner.bias"),
                parameters.get(name + ".forward.outer"),
                parameters.get(name + ".forward.outer.bias"));
    }

    static List<Parameter> zeros(String name, int d) {
        List<Parameter> all = new ArrayList<>(NormWeights.zeros(name + ".attention.norm", d));
        Stream.of("query", "key", "value")
                .map(matrix -> Parameter.matrix(name + ".attention." + matrix, d, d))
                .forEach(all::add);
        all.addAll(NormWeights.zeros(name + ".forward.norm", d));
        for (String layer : List.of("inner", "outer")) {
            all.add(Parameter.matrix(name + ".forward." + layer, d, d));
            all.add(Parameter.vector(name + ".forward." + layer + ".bias", d));
        }
        return all;
    }

    /** Glorot-uniform matrices and gains of one; the biases stay zero. */
    void randomise(Glorot glorot) {
        attended.start();
        forwarded.start();
        for (Parameter matrix : List.of(query, key, value, inner, outer)) {
            glorot.fill(matrix.values(), matrix.rows(), matrix.columns());
        }
    }
}
