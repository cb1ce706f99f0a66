package freshet.model.serving;

import freshet.model.encoder.GruLayer;
import freshet.model.encoder.GruWeights;
import freshet.model.encoder.PlainGruLayer;
import freshet.model.scoring.ItemHead;
import freshet.model.scoring.Nd4jKernel;
import freshet.model.scoring.ScoringKernel;
import freshet.model.vector.VectorGruLayer;
import freshet.model.vector.VectorKernel;
import java.util.Locale;

/** Which arithmetic a model is served with. All give the same answers to 1e-4. */
public enum KernelChoice {
    /** The Vector API where this JVM has its module, else ND4J after one warning. */
    AUTO,
    /** The Vector API; an error without its module. */
    VECTOR,
    /** ND4J and its OpenBLAS for the items, plain Java for the sessions. */
    ND4J;

    /**
     * Whether it comes to the Vector API in this JVM.
     *
     * @throws IllegalStateException if the Vector API is asked for and this JVM runs without its module
     */
    boolean usesVectors() {
        return switch (this) {
            case AUTO -> VectorModule.presentOrWarn();
            case VECTOR -> VectorModule.required();
            case ND4J -> false;
        };
    }

    /** Brings an item head into the form that is scored with. */
    ScoringKernel scoring(ItemHead head) {
        return usesVectors() ? new VectorKernel(head) : new Nd4jKernel(head);
    }

    /** Brings a GRU layer into the form that is computed with. */
    GruLayer gru(GruWeights weights) {
        return usesVectors() ? new VectorGruLayer(weights) : new PlainGruLayer(weights);
    }

    /** As it is written in the settings. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
