package freshet.model.encoder.recurrent;

/**
 * A plain recurrent layer (Elman 1990)
 *
 * <pre>
 *   h' = F(x W + h U + b)    (h)
 * </pre>
 *
 * with F = tanh, or the rectifier that Hannun et al. 2014 clip, min(max(v, 0), {@value #HIGHEST}):
 * without a bound a state may grow with every event of a session.
 */
public final class RnnCell implements RecurrentCell {
    /** Blocks of columns. */
    public static final int BLOCKS = 1;

    /** F = tanh, as the configuration names it. */
    public static final String TANH = "tanh";

    /** The clipped rectifier, as the configuration names it. */
    public static final String RELU = "relu";

    /** Where the rectifier is clipped. */
    public static final float HIGHEST = 20f;

    private final Gates gates;
    private final boolean relu;

    /**
     * @param gates of one block
     * @param relu whether F is the clipped rectifier
     */
    public RnnCell(Gates gates, boolean relu) {
        this.gates = gates;
        this.relu = relu;
    }

    @Override
    public int inputWidth() {
        return gates.inputWidth();
    }

    @Override
    public int width() {
        return gates.width();
    }

    @Override
    public int stateWidth() {
        return gates.width();
    }

    @Override
    public Step newStep(int maxBatch) {
        Gates.Sums sums = gates.newSums(maxBatch);
        return (inputs, inputAt, states, stateAt, count) -> {
            float[] values = sums.of(inputs, inputAt, states, stateAt, count);
            int stride = gates.stride();
            if (relu) {
                rectify(values, count * stride);
            } else {
                gates.tanh(values, count * stride);
            }
            for (int session = 0; session < count; session++) {
                System.arraycopy(values, session * stride, states, stateAt[session], width());
            }
        };
    }

    private static void rectify(float[] values, int length) {
        for (int i = 0; i < length; i++) {
            values[i] = Math.min(Math.max(values[i], 0f), HIGHEST);
        }
    }
}
