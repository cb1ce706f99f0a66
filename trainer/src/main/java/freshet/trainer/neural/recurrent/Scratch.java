package freshet.trainer.neural.recurrent;

import java.util.Arrays;

/** What one thread needs of its own while it works on rows of a {@link TrainedLayer}. */
public final class Scratch {
    final float[] state; // (s)
    final float[] inside; // (kh)
    final float[] gradBias; // (kh): from the rows of this thread, over all steps of a way back

    /** @param weights of the layer */
    public Scratch(LayerWeights weights) {
        this.state = new float[weights.stateWidth()];
        this.inside = new float[weights.columns()];
        this.gradBias = new float[weights.columns()];
    }

    /** A state (s) that is free between two calls of the layer. */
    public float[] row() {
        return state;
    }

    /** Begins a way back: the bias's gradient is zero. */
    public void clear() {
        Arrays.fill(gradBias, 0f);
    }
}
