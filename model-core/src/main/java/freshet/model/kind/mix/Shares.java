package freshet.model.kind.mix;

/** The arithmetic over all items of one session. Threads share it. */
interface Shares {
    /**
     * Exponents below it count as it: a share is never 0 in a softmax, and hardly ever so small
     * that computing with it is slow.
     */
    float LOWEST = -60f;

    /**
     * The terms of a softmax, e_i = e^(β (s_i − max s)), and gives their sum.
     *
     * @param scores s (items), finite
     * @param sharpness β
     * @param out receives e (items)
     */
    double exponentials(float[] scores, float sharpness, float[] out);

    /** The sum of all that is above 0. */
    double sum(float[] scores);

    /**
     * Adds a multiple of what is above 0.
     *
     * @param from (items)
     * @param to is changed: factor · from is added (items)
     */
    void add(float[] from, float factor, float[] to);
}
