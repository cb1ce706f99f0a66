package freshet.trainer;

import freshet.model.bundle.ModelBundle;
import freshet.model.data.Session;
import java.util.List;
import java.util.Optional;

/**
 * What a model is to be made of. Immutable.
 *
 * @param data to learn from
 * @param validation later sessions, on which the model is measured after every epoch to stop early and to keep the best epoch's
 *     weights; with none, all epochs are trained and the last one's weights kept
 * @param warmStart an older model of the same shape to start from; its vocabulary may be another
 */
public record TrainingPlan(TrainingData data, List<Session> validation, Optional<ModelBundle> warmStart) {

    public TrainingPlan {
        validation = List.copyOf(validation);
        if (!validation.isEmpty()
                && validation.stream().allMatch(session -> session.events().size() < 2)) {
            throw new IllegalArgumentException("none of the " + validation.size()
                    + " validation sessions has two events, so there is nothing to predict; validate on more sessions");
        }
    }

    /** Learns from these data alone, through all epochs. */
    public static TrainingPlan of(TrainingData data) {
        return new TrainingPlan(data, List.of(), Optional.empty());
    }

    /**
     * The same with early stopping.
     *
     * @param later sessions after those to learn from, see {@link TimeSplit}
     * @throws IllegalArgumentException if there are some but none has two events
     */
    public TrainingPlan validatedOn(List<Session> later) {
        return new TrainingPlan(data, later, warmStart);
    }

    /** The same from an older model's weights. */
    public TrainingPlan startingFrom(ModelBundle older) {
        return new TrainingPlan(data, validation, Optional.of(older));
    }

    /** SHA-256 over the item ids of the validation sessions, session by session, in hexadecimal. */
    public String validationHash() {
        return DataHash.of(validation);
    }
}
