package freshet.model.kind.narm;

import freshet.model.SessionBatch;
import freshet.model.encoder.WindowEncoder;
import freshet.model.encoder.dense.DenseLayer;
import freshet.model.encoder.recurrent.RecurrentCell;
import java.util.Arrays;

/**
 * NARM's encoder (Li et al. 2017, sections 3.3 to 3.5). Of the newest items of a session, with the
 * rows x_1 … x_t of E:
 *
 * <pre>
 * h_j = GRU(x_j, h_j−1), h_0 = 0
 * α_j = v · σ(h_j A_2 + h_t A_1)
 * query = [h_t ; Σ_j α_j h_j] B
 * </pre>
 *
 * A session without items has the query 0. Immutable; threads share it.
 *
 * @param embedding E (items, d)
 * @param window most items that are read
 * @param gru d inputs, h units
 * @param last A_1 (h, h), no activation
 * @param item A_2 (h, h), sigmoid
 * @param weight v (h)
 * @param decoder B (2h, d), no activation
 */
record NarmEncoder(
        float[] embedding,
        int window,
        RecurrentCell gru,
        DenseLayer last,
        DenseLayer item,
        float[] weight,
        DenseLayer decoder)
        implements WindowEncoder {
    private static final int ROWS = 16; // of a window, attended to at once

    @Override
    public int queryWidth() {
        return decoder.width();
    }

    @Override
    public Reader newReader(int maxBatch) {
        return new NarmReader(maxBatch);
    }

    private final class NarmReader implements Reader {
        private final int h = weight.length;
        private final RecurrentCell.Step step;
        private final DenseLayer.Pass lastPass;
        private final DenseLayer.Pass itemPass = item.newPass(ROWS);
        private final DenseLayer.Pass decoderPass;
        private final int[] inputAt; // (maxBatch)
        private final int[] hiddenAt; // (maxBatch)
        private final int[] offsets; // (maxBatch + 1): a session's first row among the states
        private final float[] hidden; // (maxBatch, h): at the end h_t
        private final float[] lasts; // (maxBatch, h): h_t A_1
        private final float[] contexts; // (maxBatch, 2h): c
        private final float[] zeros; // where sums without a bias start
        private final float[] rows = new float[ROWS * h]; // h_j
        private final float[] gates = new float[ROWS * h]; // what v is multiplied with
        private float[] states = {}; // (items of the batch, h): h_j; grows with the longest batch so far

        NarmReader(int maxBatch) {
            step = gru.newStep(maxBatch);
            lastPass = last.newPass(maxBatch);
            decoderPass = decoder.newPass(maxBatch);
            inputAt = new int[maxBatch];
            hiddenAt = new int[maxBatch];
            offsets = new int[maxBatch + 1];
            hidden = new float[Math.multiplyExact(maxBatch, h)];
            lasts = new float[maxBatch * h];
            contexts = new float[Math.multiplyExact(maxBatch, 2 * h)];
            zeros = new float[Math.max(h, decoder.width())];
        }

        @Override
        public void encode(SessionBatch batch, float[] queries) {
            int count = batch.size();
            fold(batch);
            lastPass.apply(hidden, count, zeros, 0, lasts);
            for (int session = 0; session < count; session++) {
                attend(session);
            }
            decoderPass.apply(contexts, count, zeros, 0, queries);
        }

        /** All sessions item by item, across the batch. */
        private void fold(SessionBatch batch) {
            for (int session = 0; session < batch.size(); session++) {
                offsets[session + 1] = offsets[session] + Math.min(window, batch.length(session));
            }
            int length = offsets[batch.size()] * h;
            if (states.length < length) {
                states = new float[Math.max(length, 2 * states.length)];
            }
            Arrays.fill(hidden, 0, batch.size() * h, 0f);
            int count = gather(batch, 0);
            for (int position = 1; count > 0; position++) {
                step.step(embedding, inputAt, hidden, hiddenAt, count);
                for (int i = 0; i < count; i++) {
                    int row = offsets[hiddenAt[i] / h] + position - 1;
                    System.arraycopy(hidden, hiddenAt[i], states, row * h, h);
                }
                count = gather(batch, position);
            }
        }

        /** Collects the sessions that have an item at this position of their windows. */
        private int gather(SessionBatch batch, int position) {
            int count = 0;
            for (int session = 0; session < batch.size(); session++) {
                int items = offsets[session + 1] - offsets[session];
                if (position < items) {
                    int at = batch.length(session) - items + position;
                    inputAt[count] = batch.item(session, at) * decoder.width();
                    hiddenAt[count++] = session * h;
                }
            }
            return count;
        }

        private void attend(int session) {
            int contextAt = session * 2 * h;
            System.arraycopy(hidden, session * h, contexts, contextAt, h);
            Arrays.fill(contexts, contextAt + h, contextAt + 2 * h, 0f);
            for (int from = offsets[session]; from < offsets[session + 1]; from += ROWS) {
                int count = Math.min(ROWS, offsets[session + 1] - from);
                System.arraycopy(states, from * h, rows, 0, count * h);
                itemPass.apply(rows, count, lasts, session * h, gates);
                for (int i = 0; i < count; i++) {
                    addState(contextAt + h, i * h);
                }
            }
        }

        /** c + α h_j → c, in its second half. */
        private void addState(int contextAt, int rowAt) {
            float alpha = 0;
            for (int i = 0; i < h; i++) {
                alpha += weight[i] * gates[rowAt + i];
            }
            for (int i = 0; i < h; i++) {
                contexts[contextAt + i] += alpha * rows[rowAt + i];
            }
        }
    }
}
