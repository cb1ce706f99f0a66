package freshet.model.kind.lru;

import freshet.model.encoder.RecurrentEncoder;
import freshet.model.encoder.dense.LayerNorm;
import java.util.Arrays;
import java.util.List;

/**
 * LRURec's encoder (Yue et al. 2024). With x the normalised row of the newest item, each block's
 * state and output are
 *
 * <pre>
 * h' = λ ⊙ h + γ ⊙ x B
 * y  = norm(x + Re(h' C))         z = norm(y + max(0, y W_1 + b_1) W_2 + b_2)
 * </pre>
 *
 * where z is the x of the block above; the top one's is the query. An output depends on states and
 * newest item alone, so that an item is folded without the top block's output. A session's state
 * is the newest item's row of the vocabulary plus one, as a float, then each block's h, real parts
 * first. The row of a session without items is zero. Immutable; threads share it.
 */
final class LruEncoder implements RecurrentEncoder {
    /** Up to here every whole number is a float. */
    static final int MOST_ITEMS = 1 << 24;

    private final float[] embedding; // E (items, d)
    private final LayerNorm norm;
    private final List<Block> blocks; // lowest first
    private final int width; // d
    private final int stateWidth;

    LruEncoder(float[] embedding, LayerNorm norm, List<Block> blocks) {
        this.embedding = embedding;
        this.norm = norm;
        this.blocks = List.copyOf(blocks);
        this.width = blocks.get(0).width();
        this.stateWidth = 1 + blocks.stream().mapToInt(Block::stateWidth).sum();
    }

    @Override
    public int stateWidth() {
        return stateWidth;
    }

    @Override
    public int queryWidth() {
        return width;
    }

    @Override
    public Folder newFolder(int maxBatch) {
        return new LruFolder(maxBatch);
    }

    private final class LruFolder implements Folder {
        private final List<BlockPass> passes;
        private final float[] rows; // x (maxBatch, d)
        private final int[] stateAt; // (maxBatch)

        LruFolder(int maxBatch) {
            passes =
                    blocks.stream().map(block -> new BlockPass(block, maxBatch)).toList();
            rows = new float[Math.multiplyExact(maxBatch, width)];
            stateAt = new int[maxBatch];
        }

        @Override
        public void fold(float[] states, int[] sessions, int[] items, int count) {
            for (int i = 0; i < count; i++) {
                stateAt[i] = sessions[i] * stateWidth;
                states[stateAt[i]] = items[i] + 1;
            }
            read(states, count);
            for (int block = 0; block < passes.size(); block++) {
                passes.get(block).remember(rows, count, states, stateAt);
                if (block + 1 < passes.size()) {
                    passes.get(block).give(rows, count, states, stateAt);
                    goUp(block, count);
                }
            }
        }

        @Override
        public void readout(float[] states, int count, float[] queries) {
            for (int i = 0; i < count; i++) {
                stateAt[i] = i * stateWidth;
            }
            read(states, count);
            for (int block = 0; block < passes.size(); block++) {
                passes.get(block).give(rows, count, states, stateAt);
                goUp(block, count);
            }
            System.arraycopy(rows, 0, queries, 0, count * width);
        }

        /** The rows of the newest items, and where the lowest block's states begin. */
        private void read(float[] states, int count) {
            for (int i = 0; i < count; i++) {
                int item = (int) states[stateAt[i]] - 1;
                if (item < 0) {
                    Arrays.fill(rows, i * width, (i + 1) * width, 0f);
                } else {
                    norm.apply(embedding, item * width, rows, i * width);
                }
                stateAt[i]++;
            }
        }

        private void goUp(int block, int count) {
            for (int i = 0; i < count; i++) {
                stateAt[i] += blocks.get(block).stateWidth();
            }
        }
    }
}
