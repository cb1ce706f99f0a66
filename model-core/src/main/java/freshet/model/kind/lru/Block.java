package freshet.model.kind.lru;

import freshet.model.encoder.dense.DenseLayer;
import freshet.model.encoder.dense.LayerNorm;

/**
 * The layers of one block (Yue et al. 2024, section 3.2). Immutable; threads share it.
 *
 * @param recurrence λ and γ
 * @param input B (d, 2N), no activation
 * @param output C (2N, d), no activation
 * @param mixed norm of what the recurrence gives
 * @param inner W_1 (d, f), ReLU
 * @param innerBias b_1 (f)
 * @param outer W_2 (f, d), no activation
 * @param outerBias b_2 (d)
 * @param forwarded norm of what the feed-forward network gives
 */
record Block(
        Recurrence recurrence,
        DenseLayer input,
        DenseLayer output,
        LayerNorm mixed,
        DenseLayer inner,
        float[] innerBias,
        DenseLayer outer,
        float[] outerBias,
        LayerNorm forwarded) {

    /** d. */
    int width() {
        return outer.width();
    }

    /** 2N, floats of the state. */
    int stateWidth() {
        return input.width();
    }
}
