package freshet.model.arithmetic;

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
     * Whether this JVM then computes with the Vector API.
     *
     * @throws IllegalStateException if the Vector API is asked for and this JVM runs without its
     *     module
     */
    boolean usesVectorApi() {
        return switch (this) {
            case AUTO -> VectorModule.presentOrWarn();
            case VECTOR -> VectorModule.required();
            case ND4J -> false;
        };
    }

    /** As it is written in the settings. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
