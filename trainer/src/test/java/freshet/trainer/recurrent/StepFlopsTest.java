package freshet.trainer.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import freshet.trainer.neural.StepFlops;
import org.junit.jupiter.api.Test;

class StepFlopsTest {
    private static final String OUTPUT_OF_TEN = "batch_size=4 n_sample=6 ";
    private static final long[] TWO = {5, 5}; // either is among ten draws but once in 1,024
    private static final double CANDIDATES = 2 * (1 - 1 / 1024.0);

    /**
     * Output 3·5 per candidate. W x, its gradient and that of x 9·5·3. U h 3·25, its gradient 3·25,
     * that of r ⊙ h 25.
     */
    @Test
    void oneLayer() {
        String settings = OUTPUT_OF_TEN + "layers=5 embedding=separate embedding_width=3";

        assertThat(StepFlops.perEvent(TestSettings.of(settings), TWO))
                .isCloseTo(2 * (15 * CANDIDATES + 9 * 5 * 3 + 7 * 25), within(1e-9));
    }

    /**
     * One-hot inputs are no product. The state's gradient, 2·h·h, is needed in three steps of four.
     */
    @Test
    void oneHotAndThroughTime() {
        String settings = OUTPUT_OF_TEN + "layers=5 embedding=one-hot bptt_length=4";

        assertThat(StepFlops.perEvent(TestSettings.of(settings), TWO))
                .isCloseTo(2 * (15 * CANDIDATES + 7 * 25 + 0.75 * 50), within(1e-9));
    }

    /**
     * W x, its gradient and that of x 12·5·3. U h 4·25 and its gradient 4·25; the state's gradient,
     * 4·25, in one step of two.
     */
    @Test
    void aLayerOfLongShortTermMemory() {
        String settings = OUTPUT_OF_TEN + "model=lstm layers=5 embedding=separate embedding_width=3 bptt_length=2";

        assertThat(StepFlops.perEvent(TestSettings.of(settings), TWO))
                .isCloseTo(2 * (15 * CANDIDATES + 12 * 5 * 3 + 8 * 25 + 0.5 * 100), within(1e-9));
    }

    /** As above, with one block. */
    @Test
    void aPlainLayer() {
        String settings = OUTPUT_OF_TEN + "model=rnn layers=5 embedding=separate embedding_width=3 bptt_length=2";

        assertThat(StepFlops.perEvent(TestSettings.of(settings), TWO))
                .isCloseTo(2 * (15 * CANDIDATES + 3 * 5 * 3 + 2 * 25 + 0.5 * 25), within(1e-9));
    }

    /**
     * Targets are expected by support, draws by support^alpha: 1 − ¼·½ of the one item and 1 − ¾·½
     * of the other.
     */
    @Test
    void candidateDrawnTwiceIsCountedOnce() {
        RecurrentModel model = TestSettings.of("batch_size=1 n_sample=1 sample_alpha=0 layers=1 embedding=one-hot");

        assertThat(StepFlops.perEvent(model, new long[] {3, 1})).isCloseTo(2 * (3 * 1.5 + 7), within(1e-9));
    }
}
