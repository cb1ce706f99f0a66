package freshet.trainer.neural;

import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.SelfTestCase;
import freshet.model.encoder.OwnItems;
import freshet.model.evaluation.RankingMetrics;
import freshet.model.kind.OwnItemJson;
import freshet.model.scoring.OwnItemBias;
import freshet.trainer.TrainingPlan;
import freshet.trainer.Validation;
import freshet.trainer.bundle.RankedItem;
import freshet.trainer.bundle.SelfTests;
import freshet.trainer.calibration.OwnItemFit;
import freshet.trainer.neural.NeuralSettings.OwnItemTerm;
import freshet.trainer.neural.weights.NamedFloats;
import freshet.trainer.neural.weights.Parameters;
import java.util.List;
import java.util.Optional;

/**
 * Gives a trained model the bias of a session's own items: fitted to the validation sessions, where
 * MRR@20 gets better by it; without validation sessions that of the older model that the training
 * started from. A loss that wants certain scores has none. Immutable.
 *
 * @param plan of the training
 */
record OwnItemTraining(NeuralModel<?> model, TrainingPlan plan) {

    ModelBundle of(ModelBundle trained) {
        NeuralSettings settings = model.settings();
        if (settings.ownItems() == OwnItemTerm.NONE || settings.loss().wantsScores()) {
            return trained;
        }
        if (plan.validation().isEmpty()) {
            return plan.warmStart()
                    .map(older -> with(trained, OwnItemJson.of(older.configuration())))
                    .orElse(trained);
        }
        Optional<OwnItemBias> fitted = OwnItemFit.of(trained, plan.validation());
        return fitted.map(bias -> better(trained, with(trained, bias))).orElse(trained);
    }

    private ModelBundle better(ModelBundle plain, ModelBundle fitted) {
        RankingMetrics measured = new Validation(plan.validation()).measure(fitted);
        return measured.mrr() > plain.metrics().get(Validation.MRR) ? Validation.note(fitted, measured) : plain;
    }

    private ModelBundle with(ModelBundle trained, OwnItemBias bias) {
        return bias.isEmpty()
                ? trained
                : new ModelBundle(
                        trained.kind(),
                        OwnItemJson.with(trained.configuration(), bias),
                        trained.provenance(),
                        trained.metrics(),
                        trained.vocabulary(),
                        trained.support(),
                        trained.weights(),
                        selfTest(trained, bias));
    }

    /** By the trainer's own forward pass. */
    private List<SelfTestCase> selfTest(ModelBundle trained, OwnItemBias bias) {
        Parameters weights = model.parameters(trained.vocabulary().size());
        weights.set(new NamedFloats(trained.weights(), ""));
        OwnItems own = new OwnItems(bias);
        try (ReferenceForward forward = model.reference(weights)) {
            return forward.readsTime()
                    ? SelfTests.ofTimes(
                            plan.data(),
                            (session, time) -> best(weights.scores(forward.query(session, time)), session, own))
                    : SelfTests.of(plan.data(), session -> best(weights.scores(forward.query(session)), session, own));
        }
    }

    private static List<RankedItem> best(float[] scores, int[] session, OwnItems own) {
        own.read(session);
        for (int i = 0; i < own.count(); i++) {
            scores[own.row(i)] += own.bias(i);
        }
        return RankedItem.bestBySoftmax(scores, SelfTests.LIST_LENGTH);
    }
}
