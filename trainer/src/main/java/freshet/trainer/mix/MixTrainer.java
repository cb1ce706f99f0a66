package freshet.trainer.mix;

import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.model.bundle.ModelBundle;
import freshet.model.data.Session;
import freshet.trainer.HeldOutSessions;
import freshet.trainer.ModelTrainer;
import freshet.trainer.SessionMoment;
import freshet.trainer.TimeSplit;
import freshet.trainer.Trainers;
import freshet.trainer.TrainingData;
import freshet.trainer.TrainingException;
import freshet.trainer.TrainingListener;
import freshet.trainer.TrainingPlan;
import freshet.trainer.Validation;
import freshet.trainer.bundle.Provenance;
import freshet.trainer.calibration.CalibratedBundle;
import freshet.trainer.linear.MeasuredKernel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Trains models and mixes them. With validation sessions the models are trained as their own
 * trainers do, and the weights are fitted to these sessions. Without, the last sessions are held
 * out: they choose the epochs of the models, and give the weights (stacking on held-out data,
 * Wolpert 1992) and the calibration. Then each model learns them too, see {@link HeldOutSessions}.
 * Immutable.
 */
public final class MixTrainer implements ModelTrainer {
    /** Kind of the bundles it makes. */
    public static final String KIND = MixSettings.KIND;

    private static final String LOSS = "training_loss"; // of the weights, on what they were fitted to

    private final MixSettings settings;

    MixTrainer(MixSettings settings) {
        this.settings = settings;
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
        ModelBundle mix = validated ? validated(plan, progress) : heldOut(data, progress);
        double seconds = (double) (System.nanoTime() - start) / TimeUnit.SECONDS.toNanos(1);
        Map<String, Double> metrics = mix.metrics();
        listener.epochFinished(1, metrics.getOrDefault(LOSS, Double.NaN), seconds);
        listener.validated(1, metrics.get(Validation.RECALL), metrics.get(Validation.MRR));
        return mix;
    }

    /** Of the first model that has products of matrices. */
    @Override
    public Optional<MeasuredKernel> kernel(TrainingData data) {
        List<String> models = settings.models();
        return IntStream.range(0, models.size())
                .mapToObj(part -> Trainers.named(models.get(part), ofPart(models.get(part), part)))
                .flatMap(trainer -> trainer.kernel(data).stream())
                .findFirst();
    }

    private ModelBundle validated(TrainingPlan plan, MixProgress progress) {
        TrainingPlan ofPart = TrainingPlan.of(plan.data()).validatedOn(plan.validation());
        List<ModelBundle> models = trained(ofPart, progress);
        return measured(mixed(models, MixFit.of(models, plan.validation()), plan.data()), plan.validation());
    }

    private ModelBundle heldOut(TrainingData data, MixProgress progress) {
        TimeSplit split = split(data);
        TrainingPlan earlier = earlier(split, data).validatedOn(split.later());
        List<ModelBundle> fitted = trained(earlier, progress);
        MixWeights weights = MixFit.of(fitted, split.later());
        ModelBundle judged = measured(mixed(fitted, weights, earlier.data()), split.later());
        ModelBundle calibrated = CalibratedBundle.of(judged, split.later()).bundle();
        Instant from = Instant.ofEpochMilli(SessionMoment.START.of(split.later().get(0)));
        List<ModelBundle> models = learned(new HeldOutSessions(data, from), fitted, progress);
        return mixed(models, weights, data).withMetrics(calibrated.metrics()).calibratedAs(calibrated);
    }

    private ModelBundle mixed(List<ModelBundle> models, MixWeights weights, TrainingData data) {
        ObjectNode provenance = Provenance.of(KIND, settings.all(), data);
        provenance.putObject("fitted").put("predictions", weights.predictions());
        return Mixing.bundle(models, weights, provenance, data);
    }

    private static ModelBundle measured(ModelBundle model, List<Session> sessions) {
        return Validation.note(model, new Validation(sessions).measure(model));
    }

    private List<ModelBundle> trained(TrainingPlan plan, MixProgress progress) {
        List<ModelBundle> models = new ArrayList<>();
        for (String model : settings.models()) {
            ModelTrainer trainer = Trainers.named(model, ofPart(model, models.size()));
            models.add(trainer.train(plan, progress.next()));
        }
        return models;
    }

    private List<ModelBundle> learned(HeldOutSessions held, List<ModelBundle> fitted, MixProgress progress) {
        List<ModelBundle> models = new ArrayList<>();
        for (String model : settings.models()) {
            int part = models.size();
            models.add(held.learn(model, ofPart(model, part), fitted.get(part), progress.next()));
        }
        return models;
    }

    private Map<String, String> ofPart(String model, int part) {
        Map<String, String> own = new TreeMap<>(settings.ofModels().get(model));
        if (Trainers.neural(model)) {
            own.put("seed", Long.toString(settings.seed() + part));
        }
        return own;
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
}
