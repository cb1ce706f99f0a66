package freshet.cli.train;

import freshet.cli.Interruption;
import freshet.model.bundle.ModelBundle;
import freshet.model.data.Session;
import freshet.trainer.HeldOutSessions;
import freshet.trainer.NumberedSessions;
import freshet.trainer.SessionMoment;
import freshet.trainer.Trainers;
import freshet.trainer.TrainingException;
import freshet.trainer.TrainingListener;
import freshet.trainer.TrainingPlan;
import freshet.trainer.bundle.LearnedUntil;
import freshet.trainer.bundle.SnapshotFile;
import freshet.trainer.calibration.CalibratedBundle;
import freshet.trainer.set.TrainingSet;
import freshet.trainer.set.TrainingSet.HeldOut;
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
 * @param snapshot where an interrupted training is kept
 * @param interruption ends the training between two steps
 * @param out takes a line per epoch
 */
public record ScheduledTraining(
        String kind,
        Map<String, String> settings,
        Map<String, String> warm,
        SnapshotFile snapshot,
        Interruption interruption,
        PrintWriter out) {

    /** How many of the last sessions a set for this kind is to hold out; 0 for none. */
    public int heldOut(NumberedSessions sessions) {
        return Trainers.holdsOut(kind) ? 0 : HoldOutOptions.heldOut(sessions);
    }

    /** Whether a model of this kind can go on from an older bundle. */
    public boolean goesOnFrom(ModelBundle older) {
        return keepsSnapshots() && older.kind().equals(kind);
    }

    /**
     * Trains from nothing. The last sessions of a large log choose the epoch and fit the
     * probabilities; then they are learned too.
     *
     * @param set what is learned, see {@link #heldOut}
     * @throws IllegalArgumentException if a setting is wrong
     * @throws java.util.concurrent.CancellationException if it was interrupted
     */
    public ModelBundle fromScratch(TrainingSet set) {
        if (set.heldOut().isEmpty()) {
            return train(settings, TrainingPlan.of(set.whole()));
        }
        HeldOut held = set.heldOut().get();
        List<Session> later = held.later();
        TrainingPlan plan = TrainingPlan.of(held.earlier()).validatedOn(later);
        ModelBundle fitted = CalibratedBundle.of(train(settings, plan), later).bundle();
        HeldOutSessions last =
                new HeldOutSessions(set.whole(), Instant.ofEpochMilli(SessionMoment.START.of(later.get(0))));
        ModelBundle learned;
        try (TrainingProgress progress = new TrainingProgress(out)) {
            learned = last.learn(kind, settings, fitted, listening(progress));
        }
        LearnedUntil.raise(learned.provenance(), later);
        return learned;
    }

    /**
     * Goes on from an older model: it learns the sessions that this one has not seen. Items and
     * their support come from the whole log.
     *
     * @param set what is learned
     * @param older see {@link #goesOnFrom}
     * @throws IllegalArgumentException if the older model has seen all, or a setting is wrong
     * @throws TrainingException if the older model is of another shape
     * @throws java.util.concurrent.CancellationException if it was interrupted
     */
    public ModelBundle goOn(TrainingSet set, ModelBundle older) {
        Map<String, String> all = new TreeMap<>(settings);
        all.putAll(warm);
        TrainingPlan plan = TrainingPlan.of(set.whole()).startingFrom(older);
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
