package freshet.model.kind.lstm;

import freshet.model.arithmetic.Arithmetic;
import freshet.model.encoder.recurrent.CellWeights;
import freshet.model.encoder.recurrent.LstmCell;
import freshet.model.encoder.recurrent.PlainGates;
import freshet.model.encoder.recurrent.RecurrentCell;
import freshet.model.encoder.recurrent.VectorGates;
import freshet.model.kind.RecurrentKind;
import freshet.model.kind.ServedCell;
import java.util.List;

/**
 * Long short-term memory (Hochreiter and Schmidhuber 1997; forget gate: Gers et al. 2000): layers
 * {@code lstm.n}, of four blocks, variant {@code forget-gate}.
 */
public final class LstmKind extends RecurrentKind {

    public LstmKind() {
        super("lstm", new Lstm());
    }

    private static final class Lstm implements ServedCell {

        @Override
        public String name() {
            return "lstm";
        }

        @Override
        public List<String> variants() {
            return List.of("forget-gate");
        }

        @Override
        public int blocks() {
            return LstmCell.BLOCKS;
        }

        /** A share of a tanh. */
        @Override
        public double largestHidden(String variant) {
            return 1;
        }

        @Override
        public RecurrentCell build(String variant, CellWeights weights, Arithmetic arithmetic) {
            return new LstmCell(arithmetic.usesVectorApi() ? new VectorGates(weights) : new PlainGates(weights));
        }
    }
}
