package freshet.trainer.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.model.bundle.ModelBundle;
import freshet.model.data.Session;
import freshet.model.evaluation.Evaluation;
import freshet.model.evaluation.Reliability;
import freshet.trainer.Logs;
import freshet.trainer.Trainers;
import freshet.trainer.TrainingData;
import freshet.trainer.TrainingListener;
import freshet.trainer.Validation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A walk over forty items: one item on in a quarter of the cases, else further, up to forty. */
class CalibratedBundleTest {
    private static final TrainingData DATA = Logs.data(walks(1, 400));
    private static final List<Session> HELD_OUT = Logs.sessions(walks(2, 400));
    private static final List<Session> LATER = Logs.sessions(walks(3, 400));

    static List<String> models() {
        return Trainers.names();
    }

    /** Two thousand later predictions: chance alone makes an error of some 0.02. */
    @ParameterizedTest
    @MethodSource("models")
    void everyModelIsRightOnLaterSessions(String model) {
        ModelBundle trained = train(model, Trainers.quick(model));
        CalibratedBundle calibrated = CalibratedBundle.of(trained, HELD_OUT);
        assertThat(calibrated.fitted()).isTrue();
        assertThat(calibrated.bundle().weights()).isEqualTo(trained.weights());
        Evaluation before = new Validation(LATER).evaluate(trained);
        Evaluation after = new Validation(LATER).evaluate(calibrated.bundle());
        assertThat(after.metrics()).isEqualTo(before.metrics());
        for (Reliability reliability : after.reliabilities()) {
            assertThat(reliability.expectedCalibrationError())
                    .as("first %d", reliability.k())
                    .isLessThan(0.08);
        }
    }

    /** Smoothing makes a model less sure than it may be; its temperature takes that back. */
    @Test
    void aSmoothedModelIsMadeSurer() {
        ModelBundle smoothed = train("gru4rec", Map.of("layers", "16", "epochs", "4", "label_smoothing", "0.6"));
        Evaluation before = new Validation(LATER).evaluate(smoothed);
        Evaluation after = new Validation(LATER)
                .evaluate(CalibratedBundle.of(smoothed, HELD_OUT).bundle());
        assertThat(errorOfFirst20(before)).isGreaterThan(0.15);
        assertThat(errorOfFirst20(after)).isLessThan(0.05);
    }

    @Test
    void anEarlierCalibrationIsReplaced() {
        ModelBundle markov = train("markov", Map.of());
        CalibratedBundle once = CalibratedBundle.of(markov, HELD_OUT);
        assertThat(CalibratedBundle.of(once.bundle(), HELD_OUT).bundle().calibration())
                .isPresent()
                .isEqualTo(once.bundle().calibration());
        CalibratedBundle few = CalibratedBundle.of(once.bundle(), HELD_OUT.subList(0, 30));
        assertThat(few.bundle()).isSameAs(once.bundle());
    }

    @Test
    void tooFewPredictionsLeaveTheModelAsItIs() {
        ModelBundle markov = train("markov", Map.of());
        assertThat(CalibratedBundle.of(markov, List.of())).isEqualTo(new CalibratedBundle(markov, 0));
        assertThat(CalibratedBundle.of(markov, Logs.sessions("unknown item1 other")))
                .isEqualTo(new CalibratedBundle(markov, 0));
        CalibratedBundle few = CalibratedBundle.of(markov, HELD_OUT.subList(0, 30));
        assertThat(few.fitted()).isFalse();
        assertThat(few.bundle()).isSameAs(markov);
        assertThat(few.predictions()).isBetween(1, 30 * 5);
    }

    private static double errorOfFirst20(Evaluation evaluation) {
        return evaluation.reliabilities().get(1).expectedCalibrationError();
    }

    private static ModelBundle train(String model, Map<String, String> settings) {
        return Trainers.named(model, settings).train(DATA, TrainingListener.SILENT);
    }

    private static String[] walks(int seed, int count) {
        Random random = new Random(seed);
        List<String> walks = new ArrayList<>();
        for (int walk = 0; walk < count; walk++) {
            StringBuilder items = new StringBuilder();
            int item = random.nextInt(40);
            for (int step = 0; step < 6; step++) {
                items.append("item").append(item).append(' ');
                item = (item + (int) Math.min(40, Math.pow(random.nextDouble(), -2.5))) % 40;
            }
            walks.add(items.toString().strip());
        }
        return walks.toArray(String[]::new);
    }
}
