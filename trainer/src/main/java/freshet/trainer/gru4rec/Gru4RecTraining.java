package freshet.trainer.gru4rec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.Tensor;
import freshet.model.evaluation.RankingMetrics;
import freshet.trainer.EpochResult;
import freshet.trainer.EpochResult.Accuracy;
import freshet.trainer.TrainingData;
import freshet.trainer.TrainingException;
import freshet.trainer.TrainingHistory;
import freshet.trainer.TrainingListener;
import freshet.trainer.TrainingPlan;
import freshet.trainer.Validation;
import freshet.trainer.bundle.Provenance;
import freshet.trainer.bundle.RankedItem;
import freshet.trainer.bundle.SelfTests;
import freshet.trainer.bundle.SnapshotFile;
import freshet.trainer.bundle.TrainingOrigin;
import freshet.trainer.bundle.TrainingSnapshot;
import freshet.trainer.bundle.TrainingSnapshot.KeptModel;
import freshet.trainer.neural.EarlyStopping;
import freshet.trainer.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One training of a GRU4Rec from its plan to its bundle, epoch by epoch. For one use, on one thread. */
final class Gru4RecTraining {
    private final Gru4RecSettings settings;
    private final TrainingPlan plan;
    private final TrainingData data;
    private final ObjectNode provenance;
    private final TrainingOrigin origin;
    private final Gru4RecState state;
    private final TrainingHistory history = new TrainingHistory();
    private final TrainingListener listener;
    private final Optional<Validation> validation;
    private final EarlyStopping stopping;

    Gru4RecTraining(Settings given, Gru4RecSettings settings, TrainingPlan plan, TrainingListener listener) {
        this.settings = settings;
        this.plan = plan;
        this.data = plan.data();
        this.provenance = Provenance.of(Gru4RecTrainer.KIND, given, data);
        this.state = Gru4RecState.fresh(data, settings);
        plan.warmStart().ifPresent(this::startFrom);
        this.origin = new TrainingOrigin(provenance, plan.validationHash());
        this.listener = history.and(listener);
        this.validation =
                plan.validation().isEmpty() ? Optional.empty() : Optional.of(new Validation(plan.validation()));
        this.stopping = new EarlyStopping(settings.patience());
    }

    /** The last epoch's model, or with validation the best one's. */
    ModelBundle run() {
        if (plan.resumed()) {
            plan.snapshot().ifPresent(file -> goOnFrom(file.read(origin)));
        }
        TrainingPass pass = new TrainingPass(state, data, settings, listener);
        for (int epoch = history.epochs().size() + 1; epoch <= settings.epochs() && !stopping.isOver(); epoch++) {
            pass.run(epoch);
            validation.ifPresent(this::measure);
            plan.snapshot().ifPresent(this::keep);
        }
        return stopping.best().orElseGet(() -> bundle(Map.of("training_loss", last().loss())));
    }

    private void startFrom(ModelBundle older) {
        int known =
                new WarmStart(older, settings.architecture()).apply(state, data.vocabulary(), settings.warmMemory());
        provenance
                .putObject("warm_start")
                .put("data_sha256", older.provenance().at("/data/sha256").asText())
                .put("known_items", known)
                .put("new_items", data.vocabulary().size() - known);
    }

    private void goOnFrom(TrainingSnapshot snapshot) {
        int done = snapshot.epochs().size();
        if (done > settings.epochs()) {
            throw new TrainingException("the interrupted training has done " + done + " epochs already, but epochs is "
                    + settings.epochs() + "; set it to " + done + " or more, or begin anew");
        }
        state.set(snapshot.state());
        snapshot.best().map(this::bundle).ifPresent(best -> snapshot.epochs().stream()
                .flatMap(epoch -> epoch.validated().stream())
                .mapToDouble(settings.objective()::of)
                .forEach(reached -> stopping.add(best, reached)));
        listener.resumed(snapshot.epochs());
    }

    private void measure(Validation sessions) {
        int epoch = last().epoch();
        ModelBundle model = bundle(Map.of("training_loss", last().loss(), "epoch", (double) epoch));
        RankingMetrics measured = sessions.measure(model);
        Accuracy accuracy = new Accuracy(measured.recall(), measured.mrr());
        stopping.add(Validation.note(model, measured), settings.objective().of(accuracy));
        listener.validated(epoch, measured.recall(), measured.mrr());
    }

    private void keep(SnapshotFile file) {
        Optional<KeptModel> best = stopping.best().map(KeptModel::of);
        file.write(new TrainingSnapshot(origin, history.epochs(), state.tensors(), best), data);
    }

    private EpochResult last() {
        List<EpochResult> epochs = history.epochs();
        return epochs.get(epochs.size() - 1);
    }

    private ModelBundle bundle(Map<String, Double> metrics) {
        Map<String, Tensor> tensors = new TreeMap<>(state.learned().tensors());
        tensors.putAll(CompactSquares.tensors(state.squares()));
        try (Gru4RecScorer scorer = new Gru4RecScorer(state.learned())) {
            return bundle(new KeptModel(metrics, tensors, SelfTests.of(data, session -> best(scorer, session))));
        }
    }

    private ModelBundle bundle(KeptModel model) {
        return new ModelBundle(
                Gru4RecTrainer.KIND,
                settings.architecture().configuration(),
                provenance,
                model.metrics(),
                data.vocabulary(),
                data.support(),
                model.weights(),
                model.selfTest());
    }

    private static List<RankedItem> best(Gru4RecScorer scorer, int[] session) {
        scorer.startSession();
        for (int item : session) {
            scorer.fold(item);
        }
        return RankedItem.bestBySoftmax(scorer.scores(), SelfTests.LIST_LENGTH);
    }
}
