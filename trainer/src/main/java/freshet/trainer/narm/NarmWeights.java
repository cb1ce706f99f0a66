package freshet.trainer.narm;

import freshet.trainer.neural.recurrent.LayerWeights;
import freshet.trainer.neural.recurrent.TrainedGruLayer;
import freshet.trainer.neural.weights.Glorot;
import freshet.trainer.neural.weights.Parameter;
import freshet.trainer.neural.weights.Parameters;
import java.util.ArrayList;
import java.util.List;

/**
 * All weights of a NARM as its layers read them; shared with {@link Parameters}, not copied.
 * Matrices are applied to rows from the right: x W.
 */
final class NarmWeights {
    private static final String GRU = "narm.gru";
    private static final String ATTENTION = "narm.attention.";
    private static final String DECODER = "narm.decoder";

    final int items; // V
    final int width; // d
    final int units; // h
    final Parameters parameters;
    final float[] embedding; // E (V, d)
    final LayerWeights gru;
    final Parameter attentionItem; // A_2 (h, h)
    final Parameter attentionLast; // A_1 (h, h)
    final Parameter attentionWeight; // v (h)
    final Parameter decoder; // B (2h, d): of h_t, of the attention's sum

    /** @param parameters as {@link #zeros} makes them */
    NarmWeights(Parameters parameters, int units) {
        this.items = parameters.items();
        this.width = parameters.width();
        this.units = units;
        this.parameters = parameters;
        this.embedding = parameters.embedding();
        this.gru = LayerWeights.of(TrainedGruLayer.CELL, parameters, GRU, width, units);
        this.attentionItem = parameters.get(ATTENTION + "item");
        this.attentionLast = parameters.get(ATTENTION + "last");
        this.attentionWeight = parameters.get(ATTENTION + "weight");
        this.decoder = parameters.get(DECODER);
    }

    /** By the names of the bundle of kind {@code narm}, all zero. */
    static Parameters zeros(int items, int width, int units) {
        List<Parameter> others = new ArrayList<>(LayerWeights.zeros(TrainedGruLayer.CELL, GRU, width, units));
        others.add(Parameter.matrix(ATTENTION + "item", units, units));
        others.add(Parameter.matrix(ATTENTION + "last", units, units));
        others.add(Parameter.vector(ATTENTION + "weight", units));
        others.add(Parameter.matrix(DECODER, 2 * units, width));
        return Parameters.of(items, width, others);
    }

    /** Glorot-uniform matrices; the biases stay zero. */
    void randomise(Glorot glorot) {
        glorot.fill(embedding, items, width);
        gru.randomise(glorot);
        glorot.fill(attentionItem.values(), units, units);
        glorot.fill(attentionLast.values(), units, units);
        glorot.fill(attentionWeight.values(), units, 1);
        glorot.fill(decoder.values(), 2 * units, width);
    }
}
