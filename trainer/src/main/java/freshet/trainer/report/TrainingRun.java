package freshet.trainer.report;

import freshet.model.bundle.ModelBundle;
import freshet.trainer.EpochResult;
import freshet.trainer.TrainingPlan;
import java.time.Instant;
import java.util.List;

/**
 * A training that is over.
 *
 * @param name of the bundle, for example its file's
 * @param command what was asked for, as it was written
 * @param bundle what came of it
 * @param plan what it learned from and was measured on
 * @param epochs the figures of every epoch, in order
 * @param begun when the training began
 * @param seconds how long it took, measuring on the validation sessions included
 */
public record TrainingRun(
        String name,
        String command,
        ModelBundle bundle,
        TrainingPlan plan,
        List<EpochResult> epochs,
        Instant begun,
        double seconds) {}
