package freshet.model.kind.gru4rec;

import freshet.model.arithmetic.Arithmetic;
import freshet.model.encoder.recurrent.CellWeights;
import freshet.model.encoder.recurrent.PlainGruCell;
import freshet.model.encoder.recurrent.RecurrentCell;
import freshet.model.encoder.recurrent.VectorGruCell;
import freshet.model.kind.RecurrentKind;
import freshet.model.kind.ServedCell;
import java.util.List;

/**
 * GRU4Rec (Hidasi et al. 2016): layers {@code gru.n}, of three blocks, variant
 * {@code reset-before}.
 */
public final class Gru4RecKind extends RecurrentKind {

    public Gru4RecKind() {
        super("gru4rec", new Gru());
    }

    private static final class Gru implements ServedCell {

        @Override
        public String name() {
            return "gru";
        }

        @Override
        public List<String> variants() {
            return List.of("reset-before");
        }

        @Override
        public int blocks() {
            return PlainGruCell.BLOCKS;
        }

        /** Each is a mean of the one before and a tanh. */
        @Override
        public double largestHidden(String variant) {
            return 1;
        }

        @Override
        public RecurrentCell build(String variant, CellWeights weights, Arithmetic arithmetic) {
            return arithmetic.usesVectorApi() ? new VectorGruCell(weights) : new PlainGruCell(weights);
        }
    }
}
