package freshet.model.kind.rnn;

import freshet.model.arithmetic.Arithmetic;
import freshet.model.encoder.recurrent.CellWeights;
import freshet.model.encoder.recurrent.PlainGates;
import freshet.model.encoder.recurrent.RecurrentCell;
import freshet.model.encoder.recurrent.RnnCell;
import freshet.model.encoder.recurrent.VectorGates;
import freshet.model.kind.RecurrentKind;
import freshet.model.kind.ServedCell;
import java.util.List;

/**
 * A plain recurrent network (Elman 1990): layers {@code rnn.n}, of one block, variant {@code tanh}
 * or {@code relu}.
 */
public final class RnnKind extends RecurrentKind {

    public RnnKind() {
        super("rnn", new Rnn());
    }

    private static final class Rnn implements ServedCell {

        @Override
        public String name() {
            return "rnn";
        }

        @Override
        public List<String> variants() {
            return List.of(RnnCell.TANH, RnnCell.RELU);
        }

        @Override
        public int blocks() {
            return RnnCell.BLOCKS;
        }

        @Override
        public double largestHidden(String variant) {
            return variant.equals(RnnCell.RELU) ? RnnCell.HIGHEST : 1;
        }

        @Override
        public RecurrentCell build(String variant, CellWeights weights, Arithmetic arithmetic) {
            return new RnnCell(
                    arithmetic.usesVectorApi() ? new VectorGates(weights) : new PlainGates(weights),
                    variant.equals(RnnCell.RELU));
        }
    }
}
