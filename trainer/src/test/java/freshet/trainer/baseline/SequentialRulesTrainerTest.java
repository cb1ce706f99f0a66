package freshet.trainer.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.SelfTestCase;
import freshet.model.bundle.Tensor;
import freshet.trainer.Logs;
import freshet.trainer.Trainers;
import freshet.trainer.TrainingData;
import freshet.trainer.TrainingListener;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SequentialRulesTrainerTest {

    /** Rows: a 0 (4 events), b 1 (3), c 2 (2), d 3 (1). */
    private static final TrainingData DATA = Logs.data("a b c d", "b a", "a b a c");

    /**
     * a → a 1/2 (third session); → b 1 + 1; → c 1/2 + 1/3 + 1; → d 1/3. b → a 1 + 1; → c 1 + 1/2; →
     * d 1/2. c → d 1.
     */
    @Test
    void aRuleWeighsOneOverItsDistance() {
        Map<String, Tensor> weights = train(DATA, Map.of()).weights();

        assertThat(((Tensor.Longs) weights.get("rules.offsets")).values()).containsExactly(0, 4, 7, 8, 8);
        assertThat(((Tensor.Ints) weights.get("rules.next")).values()).containsExactly(0, 1, 2, 3, 0, 2, 3, 3);
        assertThat(((Tensor.Floats) weights.get("rules.weight")).values())
                .containsExactly(new float[] {1 / 2f, 2, 11 / 6f, 1 / 3f, 2, 3 / 2f, 1 / 2f, 1}, within(1e-6f));
    }

    /** Of one step alone: a → b 2, → c 1; b → a 2, → c 1; c → d 1. The lightest of each goes. */
    @Test
    void stepsAndRulesBoundWhatIsKept() {
        Map<String, Tensor> weights =
                train(DATA, Map.of("steps", "1", "rules", "1")).weights();

        assertThat(((Tensor.Longs) weights.get("rules.offsets")).values()).containsExactly(0, 1, 2, 3, 3);
        assertThat(((Tensor.Ints) weights.get("rules.next")).values()).containsExactly(1, 0, 3);
        assertThat(((Tensor.Floats) weights.get("rules.weight")).values()).containsExactly(2, 2, 1);
    }

    @Test
    void ofEqualRulesTheMoreSupportedItemIsKept() {
        Map<String, Tensor> weights = train(Logs.data("a c", "a b", "b c", "b b"), Map.of("rules", "1"))
                .weights();

        assertThat(((Tensor.Ints) weights.get("rules.next")).values()).containsExactly(0, 0);
    }

    @Test
    void selfTestHoldsSharesOfTheLastItemsRules() {
        assertThat(train(DATA, Map.of("steps", "1")).selfTest())
                .contains(
                        new SelfTestCase(List.of("b"), List.of("a", "c"), List.of(2 / 3f, 1 / 3f)),
                        new SelfTestCase(List.of("a", "b", "c"), List.of("d"), List.of(1f)));
    }

    /**
     * By one step, smoothed with a .4, b .3, c .2, d .1: a b twice (2.3 / 4), b c (1.2 / 4), c d
     * (1.1 / 2), b a twice (2.4 / 4), a c (1.2 / 4).
     */
    @Test
    void lossIsTheMeanSurpriseSmoothedByPopularity() {
        double expected = -(2 * Math.log(2.3 / 4)
                        + Math.log(1.2 / 4)
                        + Math.log(1.1 / 2)
                        + 2 * Math.log(2.4 / 4)
                        + Math.log(1.2 / 4))
                / 7;
        assertThat(train(DATA, Map.of("steps", "1")).metrics().get("training_loss"))
                .isCloseTo(expected, within(1e-9));
    }

    private static ModelBundle train(TrainingData data, Map<String, String> settings) {
        return Trainers.named("sequential-rules", settings).train(data, TrainingListener.SILENT);
    }
}
