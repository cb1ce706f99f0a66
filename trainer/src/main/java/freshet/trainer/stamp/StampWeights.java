package freshet.trainer.stamp;

import freshet.trainer.neural.weights.Glorot;
import freshet.trainer.neural.weights.Parameter;
import freshet.trainer.neural.weights.Parameters;
import java.util.List;

/**
 * All weights of a STAMP as its layers read them; shared with {@link Parameters}, not copied.
 * Matrices are applied to rows from the right: x W.
 */
final class StampWeights {
    private static final String ATTENTION = "stamp.attention.";
    private static final String MEMORY = "stamp.memory.";
    private static final String LAST = "stamp.last.";

    final int items; // V
    final int width; // h
    final Parameters parameters;
    final float[] embedding; // E (V, h)
    final Parameter attentionItem; // W_1 (h, h)
    final Parameter attentionLast; // W_2 (h, h)
    final Parameter attentionMean; // W_3 (h, h)
    final Parameter attentionBias; // b_a (h)
    final Parameter attentionWeight; // w_0 (h)
    final Parameter memory; // W_s (h, h)
    final Parameter memoryBias; // b_s (h)
    final Parameter last; // W_t (h, h)
    final Parameter lastBias; // b_t (h)

    /** @param parameters as {@link #zeros} makes them */
    StampWeights(Parameters parameters) {
        this.items = parameters.items();
        this.width = parameters.width();
        this.parameters = parameters;
        this.embedding = parameters.embedding();
        this.attentionItem = parameters.get(ATTENTION + "item");
        this.attentionLast = parameters.get(ATTENTION + "last");
        this.attentionMean = parameters.get(ATTENTION + "mean");
        this.attentionBias = parameters.get(ATTENTION + "bias");
        this.attentionWeight = parameters.get(ATTENTION + "weight");
        this.memory = parameters.get(MEMORY + "weight");
        this.memoryBias = parameters.get(MEMORY + "bias");
        this.last = parameters.get(LAST + "weight");
        this.lastBias = parameters.get(LAST + "bias");
    }

    /** By the names of the bundle of kind {@code stamp}, all zero. */
    static Parameters zeros(int items, int width) {
        return Parameters.of(
                items,
                width,
                List.of(
                        Parameter.matrix(ATTENTION + "item", width, width),
                        Parameter.matrix(ATTENTION + "last", width, width),
                        Parameter.matrix(ATTENTION + "mean", width, width),
                        Parameter.vector(ATTENTION + "bias", width),
                        Parameter.vector(ATTENTION + "weight", width),
                        Parameter.matrix(MEMORY + "weight", width, width),
                        Parameter.vector(MEMORY + "bias", width),
                        Parameter.matrix(LAST + "weight", width, width),
                        Parameter.vector(LAST + "bias", width)));
    }

    /** Glorot-uniform matrices; the biases stay zero. */
    void randomise(Glorot glorot) {
        glorot.fill(embedding, items, width);
        for (Parameter matrix : List.of(attentionItem, attentionLast, attentionMean, memory, last)) {
            glorot.fill(matrix.values(), width, width);
        }
        glorot.fill(attentionWeight.values(), width, 1);
    }
}
