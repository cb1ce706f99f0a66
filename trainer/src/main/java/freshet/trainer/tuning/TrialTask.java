package freshet.trainer.tuning;

import freshet.model.bundle.BundleException;
import freshet.trainer.ModelTrainer;
import freshet.trainer.Objective;
import freshet.trainer.TrainingException;
import freshet.trainer.TrainingPlan;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A trial that is to be run: all that it depends on but the data. It may travel to another process
 * as a line of JSON, see {@link TrialTaskLines}. Immutable.
 *
 * @param number from 1
 * @param model the model's name
 * @param objective what is to be large
 * @param stopping whether the trial may be ended early
 * @param settings all of the trainer's
 * @param drawn those of them that the search has drawn
 * @param earlier trials that are over, to compare it with
 */
public record TrialTask(
        int number,
        String model,
        Objective objective,
        Stopping stopping,
        SortedMap<String, String> settings,
        SortedMap<String, String> drawn,
        List<Trial> earlier) {

    public TrialTask {
        settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
        drawn = Collections.unmodifiableSortedMap(new TreeMap<>(drawn));
        earlier = List.copyOf(earlier);
    }

    /** A trial of a search. */
    static TrialTask of(Search search, int number, SortedMap<String, String> drawn, List<Trial> earlier) {
        return new TrialTask(
                number, search.model(), search.objective(), search.stopping(), search.settings(drawn), drawn, earlier);
    }

    /**
     * Trains.
     *
     * @param plan what is trained on and validated on
     * @param trainers makes a trainer from all of its settings
     * @param listener hears the training; an exception that it throws goes through
     */
    public Trial run(TrainingPlan plan, Function<Map<String, String>, ModelTrainer> trainers, TuningListener listener) {
        TrialWatch watch = new TrialWatch(stopping, objective, earlier, listener);
        ModelTrainer trainer = trainers.apply(settings);
        long start = System.nanoTime();
        Trial.End end = Trial.End.FINISHED;
        String why = "";
        try {
            trainer.train(plan, watch);
        } catch (TrialWatch.BadTrial e) {
            end = Trial.End.STOPPED;
        } catch (TrainingException | BundleException e) {
            // The latter: a model that the job would refuse, for example for a value that is not
            // finite.
            end = Trial.End.FAILED;
            why = e.getMessage();
        }
        double seconds = (double) (System.nanoTime() - start) / TimeUnit.SECONDS.toNanos(1);
        return new Trial(number, drawn, end, watch.curve(), why, seconds);
    }
}
