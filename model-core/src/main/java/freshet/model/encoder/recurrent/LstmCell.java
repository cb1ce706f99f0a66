package freshet.model.encoder.recurrent;

/**
 * Long short-term memory (Hochreiter and Schmidhuber 1997) with the forget gate of Gers et al.
 * 2000, without peepholes. Columns are in the order input | forget | output | candidate, the state
 * is h | c.
 *
 * <pre>
 *   i  = σ(x W_i + h U_i + b_i)         f = σ(x W_f + h U_f + b_f)      (h)
 *   o  = σ(x W_o + h U_o + b_o)         g = tanh(x W_g + h U_g + b_g)   (h)
 *   c' = f ⊙ c + i ⊙ g                  h' = o ⊙ tanh(c')               (h)
 * </pre>
 *
 * <p>Hidden states lie in [−1, 1]. Of c no weight makes a large number: one event adds 1 at most,
 * and a float that has reached 2^24 grows by 1 no more.
 */
public final class LstmCell implements RecurrentCell {
    /** Blocks of columns. */
    public static final int BLOCKS = 4;

    private final Gates gates;

    /** @param gates of {@value #BLOCKS} blocks */
    public LstmCell(Gates gates) {
        this.gates = gates;
    }

    @Override
    public int inputWidth() {
        return gates.inputWidth();
    }

    @Override
    public int width() {
        return gates.width();
    }

    @Override
    public int stateWidth() {
        return 2 * gates.width();
    }

    @Override
    public Step newStep(int maxBatch) {
        return new LstmStep(maxBatch);
    }

    private final class LstmStep implements Step {
        private final int block = gates.block();
        private final int stride = gates.stride();
        private final Gates.Sums sums;
        private final float[] cells; // (maxBatch, block): g, then c', then tanh(c')

        LstmStep(int maxBatch) {
            sums = gates.newSums(maxBatch);
            cells = new float[Math.multiplyExact(maxBatch, block)];
        }

        @Override
        public void step(float[] inputs, int[] inputAt, float[] states, int[] stateAt, int count) {
            int h = width();
            float[] values = sums.of(inputs, inputAt, states, stateAt, count);
            for (int session = 0; session < count; session++) {
                System.arraycopy(values, session * stride + 3 * block, cells, session * block, block);
            }
            gates.sigmoid(values, count * stride); // of the candidate too, which is not read
            gates.tanh(cells, count * block);
            for (int session = 0; session < count; session++) {
                remember(values, session * stride, states, stateAt[session] + h, session * block);
            }
            gates.tanh(cells, count * block);
            for (int session = 0; session < count; session++) {
                int o = session * stride + 2 * block;
                int to = stateAt[session];
                int cell = session * block;
                for (int j = 0; j < h; j++) {
                    states[to + j] = values[o + j] * cells[cell + j];
                }
            }
        }

        /** c = f ⊙ c + i ⊙ g, in the state and in {@link #cells}. */
        private void remember(float[] values, int i, float[] states, int c, int cell) {
            int f = i + block;
            for (int j = 0; j < width(); j++) {
                float next = values[f + j] * states[c + j] + values[i + j] * cells[cell + j];
                states[c + j] = next;
                cells[cell + j] = next;
            }
        }
    }
}
