package freshet.model.kind.sasrec;

import freshet.model.SessionBatch;
import freshet.model.encoder.WindowEncoder;
import freshet.model.encoder.dense.LayerNorm;
import java.util.Arrays;
import java.util.List;

/**
 * SASRec's encoder (Kang and McAuley 2018, section III). Of the newest items of a session, with the
 * rows e_1 … e_t of E, the blocks take x_j = e_j + p_t−j, and the query is the norm of what the
 * last one gives for the newest item. A session without items has the query 0. Immutable; threads
 * share it.
 *
 * @param embedding E (items, d)
 * @param positions p (window, d)
 * @param blocks lowest first
 * @param norm of the query
 */
record SasRecEncoder(float[] embedding, float[] positions, List<Block> blocks, LayerNorm norm)
        implements WindowEncoder {

    @Override
    public int queryWidth() {
        return norm.gain().length;
    }

    @Override
    public Reader newReader(int maxBatch) {
        return new SasRecReader();
    }

    private final class SasRecReader implements Reader {
        private final int d = queryWidth();
        private final int longest = positions.length / d;
        private final WindowRows window = new WindowRows(d);
        private final List<BlockPass> passes =
                blocks.stream().map(block -> new BlockPass(block, d)).toList();

        @Override
        public void encode(SessionBatch batch, float[] queries) {
            for (int session = 0; session < batch.size(); session++) {
                if (batch.length(session) == 0) {
                    Arrays.fill(queries, session * d, (session + 1) * d, 0f);
                } else {
                    encode(batch, session, queries);
                }
            }
        }

        private void encode(SessionBatch batch, int session, float[] queries) {
            int count = Math.min(longest, batch.length(session));
            int first = batch.length(session) - count;
            window.begin(count);
            float[] rows = window.rows();
            for (int place = 0; place < count; place++) {
                int item = batch.item(session, first + place) * d;
                for (int i = 0; i < d; i++) {
                    rows[place * d + i] = embedding[item + i] + positions[(count - 1 - place) * d + i];
                }
            }
            for (int block = 0; block < passes.size(); block++) {
                boolean last = block + 1 == passes.size();
                passes.get(block).apply(window, last ? count - 1 : 0);
            }
            norm.apply(rows, (count - 1) * d, queries, session * d);
        }
    }
}
