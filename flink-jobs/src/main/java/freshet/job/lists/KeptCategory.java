package freshet.job.lists;

import freshet.model.trend.CategoryLists;
import freshet.model.trend.ListShape;
import java.io.IOException;
import java.util.Arrays;

/**
 * The lists of a category in memory, and what has happened to them since they were told and
 * written. For the task's thread.
 */
final class KeptCategory {
    private static final byte TOLD = 0;
    private static final byte UNTOLD = 1;

    final CategoryLists lists;
    boolean untold; // changed since the lists were handed on
    boolean unwritten; // changed since the last checkpoint

    private KeptCategory(CategoryLists lists, boolean untold) {
        this.lists = lists;
        this.untold = untold;
    }

    static KeptCategory empty(ListShape shape) {
        return new KeptCategory(new CategoryLists(shape), false);
    }

    /** What {@link #toBytes} has written. */
    static KeptCategory of(ListShape shape, byte[] bytes) throws IOException {
        return new KeptCategory(
                CategoryLists.of(shape, Arrays.copyOfRange(bytes, 1, bytes.length)), bytes[0] == UNTOLD);
    }

    /** Whether they are still to be told, and the lists. */
    byte[] toBytes() throws IOException {
        byte[] written = lists.toBytes();
        byte[] bytes = new byte[written.length + 1];
        bytes[0] = untold ? UNTOLD : TOLD;
        System.arraycopy(written, 0, bytes, 1, written.length);
        return bytes;
    }

    void changed() {
        untold = true;
        unwritten = true;
    }
}
