package freshet.model.scoring;

/**
 * What is added to the score of an item that the session has already: by how many other items came
 * after it, and whether it came once or more often. A shop's visitors go back to some items and
 * never repeat others, and this is how often they do so. Immutable.
 *
 * @param once of items that came once (ranks): of the newest item, of the newest but one and so on;
 *     the last value is that of all older ones
 * @param repeated of those that came more often (ranks)
 */
public record OwnItemBias(float[] once, float[] repeated) {
    /** Adds nothing. */
    public static final OwnItemBias NONE = new OwnItemBias(new float[0], new float[0]);

    public OwnItemBias {
        if (once.length != repeated.length) {
            throw new IllegalArgumentException(once.length + " values once, " + repeated.length + " repeated");
        }
    }

    /** Whether it adds nothing. */
    public boolean isEmpty() {
        return once.length == 0;
    }

    /** Values of each list. */
    public int ranks() {
        return once.length;
    }

    /**
     * What is added to the score of an item.
     *
     * @param newer other items of the session that came after it for the last time
     * @param times it came, at least 1
     */
    public float of(int newer, int times) {
        int rank = Math.min(newer, once.length - 1);
        return times > 1 ? repeated[rank] : once[rank];
    }
}
