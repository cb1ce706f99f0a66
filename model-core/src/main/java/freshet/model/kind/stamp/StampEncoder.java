package freshet.model.kind.stamp;

import freshet.model.SessionBatch;
import freshet.model.encoder.WindowEncoder;
import freshet.model.encoder.dense.DenseLayer;
import java.util.Arrays;

/**
 * STAMP's encoder (Liu et al. 2018, sections 3.3 to 3.5). Of the newest items of a session, with
 * the rows x_1 … x_t of E and their mean m_s:
 *
 * <pre>
 * α_i = w_0 · σ(x_i W_1 + [x_t m_s] [W_2; W_3] + b_a)        m_a = Σ_i α_i x_i
 * query = tanh(m_a W_s + b_s) ⊙ tanh(x_t W_t + b_t)
 * </pre>
 *
 * A session without items has zeros for x_t, m_s and m_a. Immutable; threads share it.
 *
 * @param embedding E (items, h)
 * @param window most items that are read
 * @param context [W_2; W_3] (2h, h), no activation
 * @param contextBias b_a (h)
 * @param item W_1 (h, h), sigmoid
 * @param weight w_0 (h)
 * @param memory W_s (h, h), tanh
 * @param memoryBias b_s (h)
 * @param last W_t (h, h), tanh
 * @param lastBias b_t (h)
 */
record StampEncoder(
        float[] embedding,
        int window,
        DenseLayer context,
        float[] contextBias,
        DenseLayer item,
        float[] weight,
        DenseLayer memory,
        float[] memoryBias,
        DenseLayer last,
        float[] lastBias)
        implements WindowEncoder {
    private static final int ROWS = 16; // of a window at once, so that no window's length decides the scratch

    @Override
    public int queryWidth() {
        return weight.length;
    }

    @Override
    public Reader newReader(int maxBatch) {
        return new StampReader(maxBatch);
    }

    private final class StampReader implements Reader {
        private final int h = weight.length;
        private final DenseLayer.Pass contextPass;
        private final DenseLayer.Pass itemPass = item.newPass(ROWS);
        private final DenseLayer.Pass memoryPass;
        private final DenseLayer.Pass lastPass;
        private final float[] lastsAndMeans; // (maxBatch, 2h): x_t | m_s
        private final float[] contexts; // (maxBatch, h)
        private final float[] lasts; // (maxBatch, h): x_t
        private final float[] lastStates; // (maxBatch, h): h_t
        private final float[] memories; // (maxBatch, h): m_a
        private final float[] rows = new float[ROWS * h]; // x
        private final float[] gates = new float[ROWS * h]; // what w_0 is multiplied with

        StampReader(int maxBatch) {
            contextPass = context.newPass(maxBatch);
            memoryPass = memory.newPass(maxBatch);
            lastPass = last.newPass(maxBatch);
            lastsAndMeans = new float[Math.multiplyExact(maxBatch, 2 * h)];
            contexts = new float[maxBatch * h];
            lasts = new float[maxBatch * h];
            lastStates = new float[maxBatch * h];
            memories = new float[maxBatch * h];
        }

        @Override
        public void encode(SessionBatch batch, float[] queries) {
            int count = batch.size();
            for (int session = 0; session < count; session++) {
                readLastAndMean(batch, session);
            }
            contextPass.apply(lastsAndMeans, count, contextBias, 0, contexts);
            for (int session = 0; session < count; session++) {
                attend(batch, session);
            }
            memoryPass.apply(memories, count, memoryBias, 0, queries);
            lastPass.apply(lasts, count, lastBias, 0, lastStates);
            for (int i = 0; i < count * h; i++) {
                queries[i] *= lastStates[i];
            }
        }

        private int first(SessionBatch batch, int session) {
            return Math.max(0, batch.length(session) - window);
        }

        private void readLastAndMean(SessionBatch batch, int session) {
            int first = first(batch, session);
            int length = batch.length(session);
            int at = session * 2 * h;
            Arrays.fill(lastsAndMeans, at, at + 2 * h, 0f);
            for (int position = first; position < length; position++) {
                int row = batch.item(session, position) * h;
                for (int i = 0; i < h; i++) {
                    lastsAndMeans[at + h + i] += embedding[row + i];
                }
            }
            if (length > 0) {
                System.arraycopy(embedding, batch.item(session, length - 1) * h, lastsAndMeans, at, h);
                for (int i = h; i < 2 * h; i++) {
                    lastsAndMeans[at + i] /= length - first;
                }
            }
            System.arraycopy(lastsAndMeans, at, lasts, session * h, h);
        }

        private void attend(SessionBatch batch, int session) {
            Arrays.fill(memories, session * h, (session + 1) * h, 0f);
            int length = batch.length(session);
            for (int from = first(batch, session); from < length; from += ROWS) {
                int count = Math.min(ROWS, length - from);
                for (int i = 0; i < count; i++) {
                    System.arraycopy(embedding, batch.item(session, from + i) * h, rows, i * h, h);
                }
                itemPass.apply(rows, count, contexts, session * h, gates);
                for (int i = 0; i < count; i++) {
                    addToMemory(session * h, i * h);
                }
            }
        }

        /** m_a + α x → m_a. */
        private void addToMemory(int memoryAt, int rowAt) {
            float alpha = 0;
            for (int i = 0; i < h; i++) {
                alpha += weight[i] * gates[rowAt + i];
            }
            for (int i = 0; i < h; i++) {
                memories[memoryAt + i] += alpha * rows[rowAt + i];
            }
        }
    }
}
