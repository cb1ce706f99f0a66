package freshet.model.kind;

import java.util.List;

/** The items that a model relates to one of its own. Immutable. */
public interface RelatedItems {

    /**
     * An item that is related to another.
     *
     * @param row of the vocabulary
     * @param value how much, see {@link #measure}
     */
    record Related(int row, double value) {}

    /** What the values are, in one or two words, for example {@code cosine}. */
    String measure();

    /**
     * The items most related to another one, which is not among them: the greatest value first,
     * equal ones in order of the rows.
     *
     * @param row of the vocabulary
     * @param count most items wanted
     */
    List<Related> of(int row, int count);
}
