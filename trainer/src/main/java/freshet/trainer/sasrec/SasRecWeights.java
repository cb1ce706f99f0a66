package freshet.trainer.sasrec;

import freshet.trainer.neural.norm.NormWeights;
import freshet.trainer.neural.weights.Glorot;
import freshet.trainer.neural.weights.Parameter;
import freshet.trainer.neural.weights.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * All weights of a SASRec as its layers read them; shared with {@link Parameters}, not copied.
 * Matrices are applied to rows from the right: x W.
 */
final class SasRecWeights {
    private static final String NAME = "sasrec.";
    private static final String POSITION = NAME + "position";
    private static final String NORM = NAME + "norm";

    final int items; // V
    final int width; // d
    final Parameters parameters;
    final float[] embedding; // E (V, d)
    final Parameter position; // P (window, d)
    final List<BlockWeights> blocks;
    final NormWeights norm;

    /** @param parameters as {@link #zeros} makes them */
    SasRecWeights(Parameters parameters, int blocks) {
        this.items = parameters.items();
        this.width = parameters.width();
        this.parameters = parameters;
        this.embedding = parameters.embedding();
        this.position = parameters.get(POSITION);
        this.blocks = IntStream.range(0, blocks)
                .mapToObj(block -> BlockWeights.of(parameters, NAME + block))
                .toList();
        this.norm = NormWeights.of(parameters, NORM);
    }

    /** By the names of the bundle of kind {@code sasrec}, all zero. */
    static Parameters zeros(int items, int width, int window, int blocks) {
        List<Parameter> others = new ArrayList<>();
        others.add(Parameter.matrix(POSITION, window, width));
        for (int block = 0; block < blocks; block++) {
            others.addAll(BlockWeights.zeros(NAME + block, width));
        }
        others.addAll(NormWeights.zeros(NORM, width));
        return Parameters.of(items, width, others);
    }

    /** Glorot-uniform matrices and gains of one; the biases stay zero. */
    void randomise(Glorot glorot) {
        glorot.fill(embedding, items, width);
        glorot.fill(position.values(), position.rows(), width);
        blocks.forEach(block -> block.randomise(glorot));
        norm.start();
    }
}
