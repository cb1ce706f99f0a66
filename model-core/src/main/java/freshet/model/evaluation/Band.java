package freshet.model.evaluation;

import java.util.List;

/**
 * A range of session lengths or positions.
 *
 * @param first the lowest, at least 1
 * @param last the highest, {@link #OPEN} where there is none
 */
public record Band(int first, int last) {
    /** The end of a band that has none. */
    public static final int OPEN = Integer.MAX_VALUE;

    /** One by one where most sessions are, then wider: 1, 2, 3, 4, 5, 6–9, 10–19, 20 and more. */
    static final List<Band> ALL = List.of(
            new Band(1, 1),
            new Band(2, 2),
            new Band(3, 3),
            new Band(4, 4),
            new Band(5, 5),
            new Band(6, 9),
            new Band(10, 19),
            new Band(20, OPEN));

    /** Index in {@link #ALL} of the band that holds a number of at least 1. */
    static int indexOf(int number) {
        int index = 0;
        while (number > ALL.get(index).last) {
            index++;
        }
        return index;
    }

    /** For example {@code 3}, {@code 6–9} or {@code 20+}. */
    @Override
    public String toString() {
        if (last == OPEN) {
            return first + "+";
        }
        return first == last ? "" + first : first + "–" + last;
    }
}
