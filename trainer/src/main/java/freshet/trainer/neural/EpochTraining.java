package freshet.trainer.neural;

import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.model.bundle.ModelBundle;
import freshet.model.evaluation.RankingMetrics;
import freshet.trainer.EpochResult;
import freshet.trainer.EpochResult.Accuracy;
import freshet.trainer.TrainingData;
import freshet.trainer.TrainingException;
import freshet.trainer.TrainingHistory;
import freshet.trainer.TrainingListener;
import freshet.trainer.TrainingPlan;
import freshet.trainer.Validation;
import freshet.trainer.bundle.LearnedUntil;
import freshet.trainer.bundle.Provenance;
import freshet.trainer.bundle.SnapshotFile;
import freshet.trainer.bundle.TrainingOrigin;
import freshet.trainer.bundle.TrainingSnapshot;
import freshet.trainer.bundle.TrainingSnapshot.KeptModel;
import freshet.trainer.neural.EpochLearner.Schedule;
import freshet.trainer.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One training of a model from its plan to its bundle, epoch by epoch. For one use, on one thread.
 */
public final class EpochTraining {
    private final EpochLearner learner;
    private final Schedule schedule;
    private final TrainingPlan plan;
    private final TrainingData data;
    private final ObjectNode provenance;
    private final TrainingOrigin origin;
    private final TrainingHistory history = new TrainingHistory();
    private final TrainingListener listener;
    private final Optional<Validation> validation;
    private final EarlyStopping stopping;

    /**
     * @param learner on the plan's data
     * @param given all settings of the learner, for the bundle's provenance
     */
    public EpochTraining(EpochLearner learner, Settings given, TrainingPlan plan, TrainingListener listener) {
        this.learner = learner;
        this.schedule = learner.schedule();
        this.plan = plan;
        this.data = plan.data();
        this.provenance = Provenance.of(learner.kind(), given, data);
        learner.kernel().ifPresent(kernel -> provenance.put("kernel", kernel.toString()));
        plan.warmStart().ifPresent(this::startFrom);
        this.origin = new TrainingOrigin(provenance, plan.validationHash());
        this.listener = history.and(listener);
        this.validation =
                plan.validation().isEmpty() ? Optional.empty() : Optional.of(new Validation(plan.validation()));
        this.stopping = new EarlyStopping(schedule.patience());
    }

    /** The last epoch's model, or with validation the best one's. */
    public ModelBundle run() {
        if (plan.resumed()) {
            plan.snapshot().ifPresent(file -> goOnFrom(file.read(origin)));
        }
        for (int epoch = history.epochs().size() + 1; epoch <= schedule.epochs() && !stopping.isOver(); epoch++) {
            learner.pass(epoch, listener);
            validation.ifPresent(this::measure);
            plan.snapshot().ifPresent(this::keep);
        }
        return stopping.best().orElseGet(() -> bundle(Map.of("training_loss", last().loss())));
    }

    private void startFrom(ModelBundle older) {
        int known = learner.startFrom(older);
        LearnedUntil.raise(provenance, older);
        provenance
                .putObject("warm_start")
                .put("data_sha256", older.provenance().at("/data/sha256").asText())
                .put("known_items", known)
                .put("new_items", data.vocabulary().size() - known);
    }

    private void goOnFrom(TrainingSnapshot snapshot) {
        int done = snapshot.epochs().size();
        if (done > schedule.epochs()) {
            throw new TrainingException("the interrupted training has done " + done + " epochs already, but epochs is "
                    + schedule.epochs() + "; set it to " + done + " or more, or begin anew");
        }
        learner.restore(snapshot.state());
        snapshot.best().map(this::bundle).ifPresent(best -> snapshot.epochs().stream()
                .flatMap(epoch -> epoch.validated().stream())
                .mapToDouble(schedule.objective()::of)
                .forEach(reached -> stopping.add(best, reached)));
        listener.resumed(snapshot.epochs());
    }

    private void measure(Validation sessions) {
        int epoch = last().epoch();
        ModelBundle bundle = bundle(Map.of("training_loss", last().loss(), "epoch", (double) epoch));
        RankingMetrics measured = sessions.measure(bundle);
        Accuracy accuracy = new Accuracy(measured.recall(), measured.mrr());
        stopping.add(Validation.note(bundle, measured), schedule.objective().of(accuracy));
        listener.validated(epoch, measured.recall(), measured.mrr());
    }

    private void keep(SnapshotFile file) {
        Optional<KeptModel> best = stopping.best().map(KeptModel::of);
        file.write(new TrainingSnapshot(origin, history.epochs(), learner.state(), best), data);
    }

    private EpochResult last() {
        List<EpochResult> epochs = history.epochs();
        return epochs.get(epochs.size() - 1);
    }

    private ModelBundle bundle(Map<String, Double> metrics) {
        return bundle(learner.model(metrics));
    }

    private ModelBundle bundle(KeptModel kept) {
        return new ModelBundle(
                learner.kind(),
                learner.configuration(),
                provenance,
                kept.metrics(),
                data.vocabulary(),
                data.support(),
                kept.weights(),
                kept.selfTest());
    }
}
