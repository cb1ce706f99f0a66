package freshet.trainer.calibration;

import freshet.model.bundle.ModelBundle;
import freshet.model.calibration.Calibration;
import freshet.model.calibration.ShareLine;
import freshet.model.data.Session;
import freshet.model.load.ModelLoader;
import freshet.model.load.ServedModel;
import java.util.List;

/**
 * A model whose probabilities are right on sessions that it has not learned from, see
 * {@link Calibration}. Its weights and its ranking are those of the training.
 *
 * @param bundle the model, calibrated where there were predictions enough
 * @param predictions of held-out sessions whose next item the model knows
 */
public record CalibratedBundle(ModelBundle bundle, int predictions) {
    /** Fewer predictions would rather disturb the probabilities than make them right. */
    public static final int LEAST = 200;

    /**
     * Fits the calibration by the likelihood of what came next. One that the model has had, as a
     * mix has from its own training, is not built upon, but replaced.
     *
     * @param trained a model of any kind
     * @param heldOut sessions that it has not learned from
     * @throws freshet.model.bundle.BundleException if the model does not pass its self-test
     */
    public static CalibratedBundle of(ModelBundle trained, List<Session> heldOut) {
        if (heldOut.isEmpty()) {
            return new CalibratedBundle(trained, 0);
        }
        try (ServedModel served = ModelLoader.load(trained.uncalibrated(), 1)) {
            HeldOutAnswers answers = HeldOutAnswers.of(served.model(), heldOut);
            if (answers.size() < LEAST) {
                return new CalibratedBundle(trained, answers.size());
            }
            HeldOutShares all = answers.shares(answer -> true);
            ShareLine full = answers.shares(HeldOutAnswer::full).line(all);
            ShareLine few = answers.shares(answer -> !answer.full()).line(all);
            PlanePoint order = PlaneMinimum.of(
                    answers.orderLoss(full, few),
                    new PlaneBox(1 / Calibration.MOST, 1 / Calibration.LEAST_TEMPERATURE, 0, Calibration.MOST),
                    1,
                    0);
            Calibration fitted = new Calibration(1 / order.x(), order.y(), full, few);
            return new CalibratedBundle(trained.calibrated(fitted), answers.size());
        }
    }

    /** Whether there were predictions enough. */
    public boolean fitted() {
        return predictions >= LEAST;
    }
}
