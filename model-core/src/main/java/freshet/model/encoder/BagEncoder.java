package freshet.model.encoder;

import freshet.model.SessionBatch;
import java.util.Arrays;

/**
 * A session as a weighted bag of its items' vectors. With x_t the row of its t-th item of n and
 * w_t = (1 − decay)^(n − t),
 *
 * <pre>
 *   q = Σ_t w_t x_t / scale(Σ_t w_t)
 * </pre>
 *
 * <p>The newest item weighs 1; without decay all do. Immutable; threads share it.
 */
public final class BagEncoder implements WindowEncoder {
    private final float[] rows; // (items, width)
    private final int width;
    private final float kept; // 1 − decay
    private final Scale scale;

    /** What the sum of the weighted vectors is divided by. */
    public enum Scale {
        /** By the sum of the weights: q is the mean. */
        MEAN,
        /** By its square root. */
        ROOT;

        float factor(float weights) {
            float sum = Math.max(1f, weights); // a session without items has a query of zeros
            return this == MEAN ? 1 / sum : (float) (1 / Math.sqrt(sum));
        }
    }

    /**
     * @param rows vectors of all items (items, width); shared
     * @param decay share of its weight that an item loses with each later one, from 0 to under 1
     */
    public BagEncoder(float[] rows, int width, float decay, Scale scale) {
        this.rows = rows;
        this.width = width;
        this.kept = 1 - decay;
        this.scale = scale;
    }

    @Override
    public int queryWidth() {
        return width;
    }

    @Override
    public Reader newReader(int maxBatch) {
        return this::encode;
    }

    private void encode(SessionBatch batch, float[] queries) {
        for (int session = 0; session < batch.size(); session++) {
            int to = session * width;
            Arrays.fill(queries, to, to + width, 0f);
            float weight = 1;
            float weights = 0;
            for (int position = batch.length(session) - 1; position >= 0; position--) {
                int from = batch.item(session, position) * width;
                for (int i = 0; i < width; i++) {
                    queries[to + i] += weight * rows[from + i];
                }
                weights += weight;
                weight *= kept;
            }
            float factor = scale.factor(weights);
            for (int i = to; i < to + width; i++) {
                queries[i] *= factor;
            }
        }
    }
}
