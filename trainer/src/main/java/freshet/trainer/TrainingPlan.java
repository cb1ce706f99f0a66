package freshet.trainer;

import freshet.model.bundle.ModelBundle;
import freshet.model.data.Session;
import freshet.trainer.bundle.SnapshotFile;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What a model is to be made of. Immutable.
 *
 * @param data to learn from
 * @param validation later sessions, on which the model is measured after every epoch to stop early
 *     and to keep the best epoch's weights; with none, all epochs are trained and the last one's
 *     weights kept
 * @param warmStart an older model of the same shape to start from; its vocabulary may be another
 * @param snapshot where to keep what an interrupted training needs to go on, written after every
 *     epoch and left there at the end; with none, an interrupted training is lost
 * @param resumed whether to go on from the snapshot that is there instead of beginning anew
 */
public record TrainingPlan(
        TrainingData data,
        List<Session> validation,
        Optional<ModelBundle> warmStart,
        Optional<SnapshotFile> snapshot,
        boolean resumed) {

    public TrainingPlan {
        validation = Collections.unmodifiableList(validation); // no copy: it may be a file of many sessions
        if (!validation.isEmpty()
                && validation.stream().allMatch(session -> session.events().size() < 2)) {
            throw new IllegalArgumentException("none of the " + validation.size()
                    + " validation sessions has two events, so there is nothing to predict; validate on more sessions");
        }
    }

    /** Learns from these data alone, through all epochs. */
    public static TrainingPlan of(TrainingData data) {
        return new TrainingPlan(data, List.of(), Optional.empty(), Optional.empty(), false);
    }

    /**
     * The same with early stopping.
     *
     * @param later sessions after those to learn from, see {@link TimeSplit}
     * @throws IllegalArgumentException if none has two events
     */
    public TrainingPlan validatedOn(List<Session> later) {
        if (later.isEmpty()) { // an empty list in the plan says that there is no validation
            throw new IllegalArgumentException("it has no session to validate on; validate on another log");
        }
        return new TrainingPlan(data, later, warmStart, snapshot, resumed);
    }

    /** The same from an older model's weights. */
    public TrainingPlan startingFrom(ModelBundle older) {
        return new TrainingPlan(data, validation, Optional.of(older), snapshot, resumed);
    }

    /**
     * The same learning from the later sessions alone, see {@link TrainingData#since}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public TrainingPlan learningSince(Instant moment) {
        return new TrainingPlan(data.since(moment), validation, warmStart, snapshot, resumed);
    }

    /** The same with a snapshot after every epoch, instead of any that is there. */
    public TrainingPlan keptIn(SnapshotFile file) {
        return new TrainingPlan(data, validation, warmStart, Optional.of(file), false);
    }

    /**
     * The same from the epoch on that an interrupted training kept last, in a file that is written
     * on.
     */
    public TrainingPlan resumedFrom(SnapshotFile file) {
        return new TrainingPlan(data, validation, warmStart, Optional.of(file), true);
    }

    /**
     * SHA-256 over the validation sessions' item ids, in hexadecimal; an empty text without any.
     */
    public String validationHash() {
        return validation.isEmpty() ? "" : DataHash.of(validation);
    }
}
