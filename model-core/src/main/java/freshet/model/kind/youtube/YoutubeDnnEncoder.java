package freshet.model.kind.youtube;

import freshet.model.SessionBatch;
import freshet.model.encoder.CalendarTime;
import freshet.model.encoder.WindowEncoder;
import freshet.model.encoder.dense.DenseLayer;
import java.util.Arrays;
import java.util.List;

/**
 * The encoder of {@link YoutubeDnnKind}. Of the newest items of a session, with their rows x_1 …
 * x_t and the weights w_i = (1 − decay)^(t − i),
 *
 * <pre>
 * input = [Σ_i w_i x_i / Σ_i w_i | H_hour | D_weekday]
 * query = relu(… relu(input W_0 + b_0) … W_n + b_n)
 * </pre>
 *
 * Hour and weekday are those of the newest item's event in UTC, and zeros where its time is not
 * known. A model that does not read them has c = 0. A session without items has an input of zeros.
 * Immutable; threads share it.
 *
 * @param rows x of all items (items, h)
 * @param width h
 * @param window most items that are read
 * @param kept 1 − decay
 * @param hours H (24, c)
 * @param weekdays D (7, c)
 * @param contextWidth c
 * @param layers lowest first, each of which takes what the one below gives
 * @param biases b of the layers
 */
record YoutubeDnnEncoder(
        float[] rows,
        int width,
        int window,
        float kept,
        float[] hours,
        float[] weekdays,
        int contextWidth,
        List<DenseLayer> layers,
        List<float[]> biases)
        implements WindowEncoder {

    @Override
    public int queryWidth() {
        return layers.get(layers.size() - 1).width();
    }

    @Override
    public Reader newReader(int maxBatch) {
        return new TowerReader(maxBatch);
    }

    private final class TowerReader implements Reader {
        private final int inputWidth = width + 2 * contextWidth;
        private final List<DenseLayer.Pass> passes;
        private final float[] inputs; // (maxBatch, h + 2c)
        private final List<float[]> outputs; // (maxBatch, width of the layer), but for the top one

        TowerReader(int maxBatch) {
            passes = layers.stream().map(layer -> layer.newPass(maxBatch)).toList();
            inputs = new float[Math.multiplyExact(maxBatch, inputWidth)];
            outputs = layers.stream()
                    .limit(layers.size() - 1L)
                    .map(layer -> new float[Math.multiplyExact(maxBatch, layer.width())])
                    .toList();
        }

        @Override
        public void encode(SessionBatch batch, float[] queries) {
            for (int session = 0; session < batch.size(); session++) {
                readInput(batch, session);
            }
            float[] below = inputs;
            for (int i = 0; i < passes.size(); i++) {
                float[] above = i < outputs.size() ? outputs.get(i) : queries;
                passes.get(i).apply(below, batch.size(), biases.get(i), 0, above);
                below = above;
            }
        }

        private void readInput(SessionBatch batch, int session) {
            int at = session * inputWidth;
            Arrays.fill(inputs, at, at + inputWidth, 0f);
            int last = batch.length(session) - 1;
            if (last < 0) {
                return;
            }
            float weight = 1;
            float weights = 0;
            for (int position = last; position >= 0 && position > last - window; position--) {
                int from = batch.item(session, position) * width;
                for (int i = 0; i < width; i++) {
                    inputs[at + i] += weight * rows[from + i];
                }
                weights += weight;
                weight *= kept;
            }
            for (int i = at; i < at + width; i++) {
                inputs[i] /= weights;
            }
            long time = batch.time(session, last);
            if (contextWidth > 0 && time != SessionBatch.NO_TIME) {
                copyRow(hours, CalendarTime.hour(time), at + width);
                copyRow(weekdays, CalendarTime.weekday(time), at + width + contextWidth);
            }
        }

        private void copyRow(float[] table, int row, int to) {
            System.arraycopy(table, row * contextWidth, inputs, to, contextWidth);
        }
    }
}
