package freshet.trainer.column;

import java.util.Objects;

/**
 * A part of a column.
 *
 * @param from its first place there
 * @param size how many numbers it has
 * @param less is taken off each of them
 */
record IntPart(IntColumn whole, int from, int size, int less) implements IntColumn {
    IntPart {
        Objects.checkFromIndexSize(from, size, whole.size());
    }

    @Override
    public int get(int place) {
        return whole.get(from + Objects.checkIndex(place, size)) - less;
    }
}
