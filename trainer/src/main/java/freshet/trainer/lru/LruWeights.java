package freshet.trainer.lru;

import freshet.trainer.neural.norm.NormWeights;
import freshet.trainer.neural.weights.Glorot;
import freshet.trainer.neural.weights.Parameter;
import freshet.trainer.neural.weights.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * All weights of an {@link Lru} as its layers read them; shared with {@link Parameters}, not
 * copied. Matrices are applied to rows from the right: x B.
 */
final class LruWeights {
    private static final String NAME = "lru.";
    private static final String NORM = NAME + "norm";

    final int items; // V
    final int width; // d
    final Parameters parameters;
    final float[] embedding; // E (V, d)
    final NormWeights norm; // of an item's row
    final List<BlockWeights> blocks; // lowest first

    /** @param parameters as {@link #zeros} makes them */
    LruWeights(Parameters parameters, int blocks) {
        this.items = parameters.items();
        this.width = parameters.width();
        this.parameters = parameters;
        this.embedding = parameters.embedding();
        this.norm = NormWeights.of(parameters, NORM);
        this.blocks = IntStream.range(0, blocks)
                .mapToObj(block -> BlockWeights.of(parameters, NAME + block))
                .toList();
    }

    /** By the names of the bundle of kind {@code lru}, all zero. */
    static Parameters zeros(int items, int width, int state, int feedForward, int blocks) {
        List<Parameter> others = new ArrayList<>(NormWeights.zeros(NORM, width));
        for (int block = 0; block < blocks; block++) {
            others.addAll(BlockWeights.zeros(NAME + block, width, state, feedForward));
        }
        return Parameters.of(items, width, others);
    }

    /** As {@link BlockWeights#randomise}; the items' biases stay zero. */
    void randomise(Glorot glorot) {
        glorot.fill(embedding, items, width);
        norm.start();
        blocks.forEach(block -> block.randomise(glorot));
    }
}
