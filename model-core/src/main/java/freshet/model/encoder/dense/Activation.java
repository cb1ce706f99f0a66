package freshet.model.encoder.dense;

/** What a layer does to each of its sums. */
public enum Activation {
    /** Nothing. */
    IDENTITY,
    /** σ(x) = 1 / (1 + e^−x). */
    SIGMOID,
    /** Hyperbolic tangent. */
    TANH,
    /** Rectifier: max(x, 0). */
    RELU
}
