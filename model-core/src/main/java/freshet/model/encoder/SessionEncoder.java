package freshet.model.encoder;

/**
 * Turns a session into a query, the vector whose inner product with an item's embedding is the
 * item's score. Immutable; threads share it.
 */
public sealed interface SessionEncoder permits RecurrentEncoder, WindowEncoder {

    /** Floats of a query: the width of the item embedding that it is multiplied with. */
    int queryWidth();
}
