package freshet.trainer.column;

import java.util.Objects;

/**
 * A part of a column.
 *
 * @param from its first place there
 * @param size how many numbers it has
 * @param less is taken off each of them
 */
record LongPart(LongColumn whole, int from, int size, long less) implements LongColumn {
    LongPart {
        Objects.checkFromIndexSize(from, size, whole.size());
    }

    @Override
    public long get(int place) {
        return whole.get(from + Objects.checkIndex(place, size)) - less;
    }
}
