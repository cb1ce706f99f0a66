package freshet.cli.train;

import freshet.cli.Interruption;
import freshet.model.bundle.ModelBundle;
import freshet.model.data.Session;
import freshet.trainer.HeldOutSessions;
import freshet.trainer.Preprocessing;
import freshet.trainer.SessionMoment;
import freshet.trainer.TimeSplit;
import freshet.trainer.Trainers;
import freshet.trainer.TrainingData;
import freshet.trainer.TrainingException;
import freshet.trainer.TrainingListener;
import freshet.trainer.TrainingPlan;
import freshet.trainer.bundle.LearnedUntil;
import freshet.trainer.bundle.SnapshotFile;
import freshet.trainer.calibration.CalibratedBundle;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Trains as {@code train} does, with nobody there to ask. A training that was killed goes on from
 * its snapshot; one whose snapshot is of other sessions or settings begins anew. For one thread.
 *
 * @param kind of model, one of {@link Trainers#names()}
 * @param settings of its trainer, and over them {@code warm} where it goes on from an older model
 * @param rules what of the sessions is kept
 * @param snapshot where an interrupted training is kept
 * @param interruption ends the training between two steps
 * @param out takes a line per epoch
 */
public record ScheduledTraining(
        String kind,
        Map<String, String> settings,
        Map<String, String> warm,
        Preprocessing rules,
        SnapshotFile snapshot,
        Interruption interruption,
        PrintWriter out) {

    /** Whether a model of this kind can go on from an older bundle. */
    public boolean goesOnFrom(ModelBundle older) {
        return keepsSnapshots() && older.kind().equals(kind);
    }

    /**
     * Trains from nothing. The last sessions of a large log choose the epoch and fit the
     * probabilities; then they are learned too.
     *
     * @param log in order of their start
     * @throws IllegalArgumentException if it leaves nothing to learn from, or a setting is wrong
     * @throws java.util.concurrent.CancellationException if it was interrupted
     */
    public ModelBundle fromScratch(List<Session> log) {
        Optional<TimeSplit> split = Trainers.holdsOut(kind) ? Optional.empty() : HoldOutOptions.split(log);
        if (split.isEmpty()) {
            return train(settings, TrainingPlan.of(TrainingData.of(log, rules)));
        }
        List<Session> later = split.get().later();
        TrainingPlan plan =
                TrainingPlan.of(TrainingData.of(split.get().earlier(), rules)).validatedOn(later);
        ModelBundle fitted = CalibratedBundle.of(train(settings, plan), later).bundle();
        HeldOutSessions held = new HeldOutSessions(
                TrainingData.of(log, rules), Instant.ofEpochMilli(SessionMoment.START.of(later.get(0))));
        ModelBundle learned;
        try (TrainingProgress progress = new TrainingProgress(out)) {
            learned = held.learn(kind, settings, fitted, listening(progress));
        }
        LearnedUntil.raise(learned.provenance(), later);
        return learned;
    }

    /**
     * Goes on from an older model: it learns the sessions that this one has not seen. Items and
     * their support come from the whole log.
     *
     * @param log in order of their start
     * @param older see {@link #goesOnFrom}
     * @throws IllegalArgumentException if the older model has seen all, or a setting is wrong
     * @throws TrainingException if the older model is of another shape
     * @throws java.util.concurrent.CancellationException if it was interrupted
     */
    public ModelBundle goOn(List<Session> log, ModelBundle older) {
        Map<String, String> all = new TreeMap<>(settings);
        all.putAll(warm);
        TrainingPlan plan = TrainingPlan.of(TrainingData.of(log, rules)).startingFrom(older);
        Optional<Instant> seen = LearnedUntil.of(older);
        TrainingPlan newest =
                seen.map(time -> plan.learningSince(time.plusMillis(1))).orElse(plan);
        return train(all, newest).calibratedAs(older);
    }

    private ModelBundle train(Map<String, String> given, TrainingPlan plan) {
        if (!keepsSnapshots()) {
            return run(given, plan);
        }
        if (snapshot.exists()) {
            try {
                return run(given, plan.resumedFrom(snapshot));
            } catch (TrainingException e) {
                out.println("the interrupted training is given up: " + e.getMessage());
                out.flush();
            }
        }
        return run(given, plan.keptIn(snapshot));
    }

    private ModelBundle run(Map<String, String> given, TrainingPlan plan) {
        try (TrainingProgress progress = new TrainingProgress(out)) {
            return Trainers.named(kind, given).train(plan, listening(progress));
        }
    }

    private TrainingListener listening(TrainingProgress progress) {
        return progress.and(new Cancellation(interruption::asked));
    }

    /** A model that counts, and a mix, are trained in one go. */
    private boolean keepsSnapshots() {
        return Trainers.neural(kind) && !Trainers.holdsOut(kind);
    }
}
