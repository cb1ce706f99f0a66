package freshet.trainer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.model.bundle.ModelBundle;
import freshet.trainer.bundle.LearnedUntil;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * The last sessions of a log, which a model was validated on and its probabilities were fitted to,
 * and which it learns in the end: they have the newest items. One epoch of them hardly changes how
 * sure the model is, so that the fit stays. Immutable.
 *
 * @param whole the log with these sessions
 * @param from when the first of them starts
 */
public record HeldOutSessions(TrainingData whole, Instant from) {
    private static final String PROVENANCE = "held_out";

    /**
     * Learns them: a model with epochs one epoch of these sessions alone, another one the whole log
     * anew.
     *
     * @param model name of its trainer, one of {@link Trainers#names()}
     * @param settings that it was trained with
     * @param fitted the model without these sessions; its figures, which are of these sessions, and
     *     its calibration stay
     * @throws TrainingException if the training cannot go on
     */
    public ModelBundle learn(
            String model, Map<String, String> settings, ModelBundle fitted, TrainingListener listener) {
        if (!Trainers.neural(model)) {
            ModelBundle anew = Trainers.named(model, settings).train(TrainingPlan.of(whole), listener);
            return anew.withMetrics(fitted.metrics()).calibratedAs(fitted);
        }
        if (whole.starts().get(whole.sessions() - 1) < from.toEpochMilli()) {
            return fitted; // the rules leave none of them
        }
        Map<String, String> once = new TreeMap<>(settings);
        once.put("epochs", "1");
        TrainingPlan plan = TrainingPlan.of(whole).startingFrom(fitted).learningSince(from);
        ModelBundle last = Trainers.named(model, once).train(plan, listener);
        ObjectNode provenance = fitted.provenance().deepCopy();
        provenance.set(PROVENANCE, last.provenance().path("data"));
        LearnedUntil.raise(provenance, last);
        return last.withProvenance(provenance).withMetrics(fitted.metrics()).calibratedAs(fitted);
    }

    /** Whether a model has learned what it was validated on, after it was. */
    public static boolean learnedBy(ModelBundle model) {
        return model.provenance().has(PROVENANCE);
    }
}
