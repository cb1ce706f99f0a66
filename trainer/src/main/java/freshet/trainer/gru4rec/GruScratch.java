package freshet.trainer.gru4rec;

import java.util.Arrays;

/** What one thread needs of its own while it works on rows of a {@link TrainedGruLayer}. */
final class GruScratch {
    final float[] single; // (h)
    final float[] threefold; // (3h)
    final float[] gradBias; // (3h): from the rows of this thread, over all steps of a way back

    GruScratch(int width) {
        this.single = new float[width];
        this.threefold = new float[3 * width];
        this.gradBias = new float[3 * width];
    }

    void clear() {
        Arrays.fill(gradBias, 0f);
    }
}
