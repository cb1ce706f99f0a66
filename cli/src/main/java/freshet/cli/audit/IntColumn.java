package freshet.cli.audit;

import java.util.ArrayList;
import java.util.List;

/** Whole numbers by position, 0 where none was set: four bytes each, in blocks that are made when first needed. For one thread. */
final class IntColumn {
    private static final int BLOCK_BITS = 14;
    private static final int BLOCK = 1 << BLOCK_BITS;
    private static final int[] NONE = {};

    private final List<int[]> blocks = new ArrayList<>();

    /** @param position from 0 */
    void set(int position, int value) {
        int block = position >>> BLOCK_BITS;
        while (blocks.size() <= block) {
            blocks.add(NONE);
        }
        if (blocks.get(block).length == 0) {
            blocks.set(block, new int[BLOCK]);
        }
        blocks.get(block)[position & BLOCK - 1] = value;
    }

    int get(int position) {
        int block = position >>> BLOCK_BITS;
        boolean set = block < blocks.size() && blocks.get(block).length > 0;
        return set ? blocks.get(block)[position & BLOCK - 1] : 0;
    }
}
