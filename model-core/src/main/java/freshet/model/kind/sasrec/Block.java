package freshet.model.kind.sasrec;

import freshet.model.encoder.dense.DenseLayer;
import freshet.model.encoder.dense.LayerNorm;

/**
 * The layers of one block (Kang and McAuley 2018, section III-B), each d wide. Immutable; threads
 * share it.
 *
 * @param attended norm of what the attention takes
 * @param query W_Q
 * @param key W_K
 * @param value W_V
 * @param forwarded norm of what the feed-forward network takes
 * @param inner W_1
 * @param innerBias b_1 (d)
 * @param outer W_2
 * @param outerBias b_2 (d)
 */
record Block(
        LayerNorm attended,
        DenseLayer query,
        DenseLayer key,
        DenseLayer value,
        LayerNorm forwarded,
        DenseLayer inner,
        float[] innerBias,
        DenseLayer outer,
        float[] outerBias) {}
