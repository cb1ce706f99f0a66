package freshet.trainer.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.SelfTestCase;
import freshet.model.bundle.Tensor;
import freshet.trainer.Logs;
import freshet.trainer.Trainers;
import freshet.trainer.TrainingListener;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DecayedPopularityTrainerTest {

    /** Sessions one hour apart weigh 1/4, 1/2 and 1: a 1/4 + 1/4, b 1/4 + 1/2 + 1, c 1/2, d 1. */
    @Test
    void anEventWeighsHalfAfterAHalfLife() {
        ModelBundle bundle = train("1");

        assertThat(bundle.vocabulary().item(0)).isEqualTo("b");
        assertThat(((Tensor.Floats) bundle.weights().get("decayed.weight")).values())
                .containsExactly(1.75f, 0.5f, 0.5f, 1);
        assertThat(bundle.selfTest())
                .anySatisfy(session -> assertThat(session.expected()).containsExactly("b", "d", "a", "c"));
        assertThat(bundle.selfTest())
                .extracting(SelfTestCase::probabilities)
                .contains(
                        List.of((float) (1.75 / 3.75), (float) (1 / 3.75), (float) (0.5 / 3.75), (float) (0.5 / 3.75)));
    }

    /** Targets: b, a of the first; c of the second; d of the third. */
    @Test
    void lossIsTheMeanSurpriseOfTheShares() {
        double expected = -(Math.log(1.75 / 3.75) + 2 * Math.log(0.5 / 3.75) + Math.log(1 / 3.75)) / 4;
        assertThat(train("1").metrics().get("training_loss")).isCloseTo(expected, within(1e-9));
    }

    @Test
    void whatIsTooOldForAFloatStillHasAWeight() {
        assertThat(((Tensor.Floats) train("0.01").weights().get("decayed.weight")).values())
                .containsExactly(1, 1e-30f, 1e-30f, 1);
    }

    private static ModelBundle train(String hours) {
        return Trainers.named("decayed-popularity", Map.of("half_life_hours", hours))
                .train(Logs.data("a b a", "b c", "b d"), TrainingListener.SILENT);
    }
}
