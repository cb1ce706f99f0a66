package freshet.trainer.gru4rec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StepFlopsTest {
    private static final String OUTPUT_OF_TEN = "batch_size=4 n_sample=6 ";

    /** Output 3·5·10. W x, its gradient and that of x 9·5·3. U h 3·25, its gradient 3·25, that of r ⊙ h 25. */
    @Test
    void oneLayer() {
        String settings = OUTPUT_OF_TEN + "layers=5 embedding=separate embedding_width=3";

        assertThat(StepFlops.perEvent(TestSettings.of(settings))).isEqualTo(2 * (150 + 9 * 5 * 3 + 7 * 25));
    }

    /** One-hot inputs are no product. The state's gradient, 2·h·h, is needed in three steps of four. */
    @Test
    void oneHotAndThroughTime() {
        String settings = OUTPUT_OF_TEN + "layers=5 embedding=one-hot bptt_length=4";

        assertThat(StepFlops.perEvent(TestSettings.of(settings))).isEqualTo(2 * (150 + 7 * 25 + 0.75 * 50));
    }
}
