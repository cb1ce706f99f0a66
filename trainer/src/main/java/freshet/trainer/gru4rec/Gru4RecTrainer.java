package freshet.trainer.gru4rec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.model.bundle.ModelBundle;
import freshet.model.evaluation.RankingMetrics;
import freshet.trainer.ModelTrainer;
import freshet.trainer.TrainingData;
import freshet.trainer.TrainingException;
import freshet.trainer.TrainingListener;
import freshet.trainer.TrainingPlan;
import freshet.trainer.bundle.Provenance;
import freshet.trainer.bundle.RankedItem;
import freshet.trainer.bundle.SelfTests;
import freshet.trainer.settings.Settings;
import freshet.trainer.validation.EarlyStopping;
import freshet.trainer.validation.Validation;
import java.util.List;
import java.util.Map;

/**
 * Trains GRU4Rec with session-parallel mini-batches and a loss over sampled items. From an older model it takes the weights alone:
 * Adagrad starts from zero. Immutable.
 */
public final class Gru4RecTrainer implements ModelTrainer {
    /** Kind of the bundles it makes. */
    public static final String KIND = "gru4rec";

    private final Settings given;
    private final Gru4RecSettings settings;

    /** @param given checked against {@link Gru4RecSettings#ALLOWED} */
    public Gru4RecTrainer(Settings given) {
        this.given = given;
        this.settings = Gru4RecSettings.from(given);
    }

    @Override
    public ModelBundle train(TrainingPlan plan, TrainingListener listener) {
        TrainingData data = plan.data();
        ObjectNode provenance = Provenance.of(KIND, given, data);
        Gru4RecState state = Gru4RecState.fresh(data, settings);
        TrainingPass pass = new TrainingPass(state, data, settings, listener);
        plan.warmStart().ifPresent(older -> {
            int known = new WarmStart(older, settings.architecture()).apply(state.weights(), data.vocabulary());
            provenance
                    .putObject("warm_start")
                    .put("data_sha256", older.provenance().at("/data/sha256").asText())
                    .put("known_items", known)
                    .put("new_items", data.vocabulary().size() - known);
        });
        return plan.validation().isEmpty()
                ? allEpochs(pass, state, data, provenance)
                : untilNoLongerBetter(pass, state, plan, provenance, listener);
    }

    private ModelBundle allEpochs(TrainingPass pass, Gru4RecState state, TrainingData data, ObjectNode provenance) {
        double loss = 0;
        for (int epoch = 1; epoch <= settings.epochs(); epoch++) {
            loss = pass.run(epoch);
        }
        return bundle(state.weights(), data, provenance, Map.of("training_loss", loss));
    }

    private ModelBundle untilNoLongerBetter(
            TrainingPass pass,
            Gru4RecState state,
            TrainingPlan plan,
            ObjectNode provenance,
            TrainingListener listener) {
        Validation validation = new Validation(plan.validation());
        EarlyStopping stopping = new EarlyStopping(settings.patience());
        for (int epoch = 1; epoch <= settings.epochs() && !stopping.isOver(); epoch++) {
            double loss = pass.run(epoch);
            Map<String, Double> metrics = Map.of("training_loss", loss, "epoch", (double) epoch);
            ModelBundle model = bundle(state.weights(), plan.data(), provenance, metrics);
            RankingMetrics measured = validation.measure(model);
            stopping.add(Validation.note(model, measured), measured.recall());
            listener.validated(epoch, measured.recall(), measured.mrr());
        }
        return stopping.best()
                .orElseThrow(() -> new TrainingException("no epoch was trained; set epochs to 1 or more"));
    }

    private static ModelBundle bundle(
            Gru4RecWeights weights, TrainingData data, ObjectNode provenance, Map<String, Double> metrics) {
        return new ModelBundle(
                KIND,
                weights.architecture.configuration(),
                provenance,
                metrics,
                data.vocabulary(),
                data.support(),
                weights.tensors(),
                SelfTests.of(data, session -> best(new Gru4RecScorer(weights), session)));
    }

    private static List<RankedItem> best(Gru4RecScorer scorer, int[] session) {
        scorer.startSession();
        for (int item : session) {
            scorer.fold(item);
        }
        return RankedItem.bestBySoftmax(scorer.scores(), SelfTests.LIST_LENGTH);
    }
}
