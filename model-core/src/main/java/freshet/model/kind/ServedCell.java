package freshet.model.kind;

import freshet.model.arithmetic.Arithmetic;
import freshet.model.encoder.recurrent.CellWeights;
import freshet.model.encoder.recurrent.RecurrentCell;
import java.util.List;

/** What the layers of a {@link RecurrentKind} are made of. */
public interface ServedCell {

    /** How the bundle names its layers and, in the configuration, its variant. */
    String name();

    /** The variants that this version serves. */
    List<String> variants();

    /** k, blocks of columns in its weights. */
    int blocks();

    /** Largest magnitude that an element of its hidden state can have, for any weights. */
    double largestHidden(String variant);

    /** A layer, for what this JVM computes with. */
    RecurrentCell build(String variant, CellWeights weights, Arithmetic arithmetic);
}
