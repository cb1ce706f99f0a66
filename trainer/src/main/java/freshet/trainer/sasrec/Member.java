package freshet.trainer.sasrec;

import freshet.trainer.neural.attention.Scratch;

/**
 * What one thread needs of its own.
 *
 * @param scratch of rows (d)
 * @param places a value for each row of a window (longest)
 * @param otherPlaces the same
 */
record Member(Scratch scratch, float[] places, float[] otherPlaces) {

    /**
     * @param width d
     * @param longest most rows of a window
     */
    static Member of(int width, int longest) {
        return new Member(new Scratch(width), new float[longest], new float[longest]);
    }
}
