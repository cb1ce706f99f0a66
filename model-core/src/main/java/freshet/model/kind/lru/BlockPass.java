package freshet.model.kind.lru;

import freshet.model.encoder.dense.DenseLayer;
import freshet.model.encoder.dense.LayerNorm;

/** One {@link Block} over some sessions. For one thread. */
final class BlockPass {
    private final Block block;
    private final int d;
    private final int stateWidth; // 2N
    private final DenseLayer.Pass input;
    private final DenseLayer.Pass output;
    private final DenseLayer.Pass inner;
    private final DenseLayer.Pass outer;
    private final float[] zeros; // (2N or d, whichever is more)
    private final float[] inputs; // x B (maxBatch, 2N)
    private final float[] read; // h (maxBatch, 2N)
    private final float[] mixed; // Re(h C), then y (maxBatch, d)
    private final float[] hidden; // (maxBatch, f)
    private final float[] outputs; // (maxBatch, d)

    /** @param maxBatch most sessions in one call */
    BlockPass(Block block, int maxBatch) {
        this.block = block;
        this.d = block.width();
        this.stateWidth = block.stateWidth();
        this.input = block.input().newPass(maxBatch);
        this.output = block.output().newPass(maxBatch);
        this.inner = block.inner().newPass(maxBatch);
        this.outer = block.outer().newPass(maxBatch);
        this.zeros = new float[Math.max(stateWidth, d)];
        this.inputs = new float[Math.multiplyExact(maxBatch, stateWidth)];
        this.read = new float[maxBatch * stateWidth];
        this.mixed = new float[Math.multiplyExact(maxBatch, d)];
        this.hidden = new float[Math.multiplyExact(maxBatch, block.inner().width())];
        this.outputs = new float[maxBatch * d];
    }

    /**
     * Takes a row into each of some states.
     *
     * @param rows x (count, d)
     * @param states hold the state of session i (2N) from {@code stateAt[i]} on
     */
    void remember(float[] rows, int count, float[] states, int[] stateAt) {
        input.apply(rows, count, zeros, 0, inputs);
        for (int i = 0; i < count; i++) {
            block.recurrence().step(states, stateAt[i], inputs, i * stateWidth);
        }
    }

    /**
     * What the block gives.
     *
     * @param rows x (count, d), the last ones that the states have taken in; replaced by z
     * @param states hold the state of session i (2N) from {@code stateAt[i]} on
     */
    void give(float[] rows, int count, float[] states, int[] stateAt) {
        for (int i = 0; i < count; i++) {
            System.arraycopy(states, stateAt[i], read, i * stateWidth, stateWidth);
        }
        output.apply(read, count, zeros, 0, mixed);
        for (int i = 0; i < count; i++) {
            addAndNormalise(rows, mixed, i * d, block.mixed());
        }
        inner.apply(mixed, count, block.innerBias(), 0, hidden);
        outer.apply(hidden, count, block.outerBias(), 0, outputs);
        for (int i = 0; i < count; i++) {
            addAndNormalise(mixed, outputs, i * d, block.forwarded());
        }
        System.arraycopy(outputs, 0, rows, 0, count * d);
    }

    /** norm(residual + values) → values, of the row that begins at {@code at}. */
    private void addAndNormalise(float[] residual, float[] values, int at, LayerNorm norm) {
        for (int j = at; j < at + d; j++) {
            values[j] += residual[j];
        }
        norm.apply(values, at, values, at);
    }
}
