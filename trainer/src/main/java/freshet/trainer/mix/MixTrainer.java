package freshet.trainer.mix;

import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.model.bundle.ModelBundle;
import freshet.model.data.Session;
import freshet.model.evaluation.RankingMetrics;
import freshet.trainer.ModelTrainer;
import freshet.trainer.TimeSplit;
import freshet.trainer.TrainingData;
import freshet.trainer.TrainingException;
import freshet.trainer.TrainingListener;
import freshet.trainer.TrainingPlan;
import freshet.trainer.Validation;
import freshet.trainer.bundle.Provenance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Trains models and mixes them. With validation sessions the models are trained as their own
 * trainers do, and the weights are fitted to these sessions. Without, models that are trained on
 * the earlier sessions give the weights on the last ones; then the models are trained anew on all
 * (stacking on held-out data, Wolpert 1992). Immutable.
 */
public final class MixTrainer implements ModelTrainer {
    /** Kind of the bundles it makes. */
    public static final String KIND = MixSettings.KIND;

    private final MixSettings settings;
    private final Parts parts;

    /** Makes the trainer of a model that is to be mixed. */
    @FunctionalInterface
    public interface Parts {

        /**
         * A trainer.
         *
         * @param settings values by name; it is given a seed of its own if it has that setting
         */
        ModelTrainer trainer(String model, Map<String, String> settings, long seed);
    }

    MixTrainer(MixSettings settings, Parts parts) {
        this.settings = settings;
        this.parts = parts;
    }

    @Override
    public ModelBundle train(TrainingPlan plan, TrainingListener listener) {
        if (plan.warmStart().isPresent()) {
            throw new TrainingException(
                    "a mix starts from no older one; train its models from theirs, then mix these bundles");
        }
        if (plan.resumed()) {
            throw new TrainingException("a mix keeps no snapshot; train it anew");
        }
        boolean validated = !plan.validation().isEmpty();
        int trainings = settings.models().size() * (validated ? 1 : 2);
        TrainingData data = plan.data();
        long start = System.nanoTime();
        listener.epochStarted(1, 1, data.predictions());
        MixProgress progress = new MixProgress(listener, data.predictions(), trainings);
        MixWeights weights;
        List<ModelBundle> models;
        if (validated) {
            models = trained(TrainingPlan.of(data).validatedOn(plan.validation()), progress);
            weights = MixFit.of(models, plan.validation());
        } else {
            TimeSplit split = split(data);
            weights = MixFit.of(trained(earlier(split, data), progress), split.later());
            models = trained(TrainingPlan.of(data), progress);
        }
        double seconds = (double) (System.nanoTime() - start) / TimeUnit.SECONDS.toNanos(1);
        listener.epochFinished(1, weights.loss(), seconds);
        ObjectNode provenance = Provenance.of(KIND, settings.all(), data);
        provenance.putObject("fitted").put("predictions", weights.predictions());
        ModelBundle mix = Mixing.bundle(models, weights, provenance, data);
        return validated ? validated(mix, plan.validation(), listener) : mix;
    }

    private List<ModelBundle> trained(TrainingPlan plan, MixProgress progress) {
        List<ModelBundle> models = new ArrayList<>();
        for (String model : settings.models()) {
            ModelTrainer trainer =
                    parts.trainer(model, settings.ofModels().get(model), settings.seed() + models.size());
            models.add(trainer.train(plan, progress.next()));
        }
        return models;
    }

    private TimeSplit split(TrainingData data) {
        try {
            return TimeSplit.lastShare(RecordedSessions.of(data), settings.fitShare());
        } catch (IllegalArgumentException e) {
            throw new TrainingException("there is nothing to fit the weights of the mix to: " + e.getMessage(), e);
        }
    }

    private static TrainingPlan earlier(TimeSplit split, TrainingData data) {
        try {
            return TrainingPlan.of(TrainingData.of(split.earlier(), data.rules()));
        } catch (IllegalArgumentException e) {
            throw new TrainingException(
                    "without its last sessions, to which the weights of the mix are fitted: " + e.getMessage(), e);
        }
    }

    private static ModelBundle validated(ModelBundle model, List<Session> sessions, TrainingListener listener) {
        RankingMetrics measured = new Validation(sessions).measure(model);
        listener.validated(1, measured.recall(), measured.mrr());
        return Validation.note(model, measured);
    }
}
