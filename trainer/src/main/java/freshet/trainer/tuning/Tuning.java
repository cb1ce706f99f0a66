package freshet.trainer.tuning;

import freshet.trainer.ModelTrainer;
import freshet.trainer.TrainingPlan;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * Runs the trials of a search one after the other and notes each in a journal. A trial that is
 * there already is not run again, so that a search that was killed and run again ends with the same
 * trials as one that was not. For one thread.
 */
public final class Tuning {
    private final Search search;
    private final TrainingPlan plan;
    private final Function<Map<String, String>, ModelTrainer> trainers;
    private final TuningListener listener;

    /**
     * @param plan what is trained on and validated on, of the hashes that the search names
     * @param trainers makes a trainer from all of its settings
     */
    public Tuning(
            Search search,
            TrainingPlan plan,
            Function<Map<String, String>, ModelTrainer> trainers,
            TuningListener listener) {
        this.search = search;
        this.plan = plan;
        this.trainers = trainers;
        this.listener = listener;
    }

    /**
     * Runs the trials that the journal does not hold yet.
     *
     * @param trials how many there are to be in all
     * @return all trials of the journal
     * @throws IllegalArgumentException if there are fewer different settings, or some that the
     *     trainer refuses, before any training
     * @throws JournalException if the journal holds trials that this search does not draw
     */
    public List<Trial> run(int trials, Journal journal) {
        int done = journal.trials().size();
        List<SortedMap<String, String>> draws = drawn(search, trials, journal, trainers);
        for (int number = done + 1; number <= trials; number++) {
            SortedMap<String, String> drawn = draws.get(number - 1);
            listener.trialStarted(number, drawn);
            Trial trial = TrialTask.of(search, number, drawn, journal.trials()).run(plan, trainers, listener);
            journal.add(trial);
            listener.trialEnded(trial);
        }
        return journal.trials();
    }

    /**
     * What a search draws for its trials, those of the journal included.
     *
     * @throws IllegalArgumentException as {@link #run}
     * @throws JournalException as {@link #run}
     */
    static List<SortedMap<String, String>> drawn(
            Search search, int trials, Journal journal, Function<Map<String, String>, ModelTrainer> trainers) {
        List<SortedMap<String, String>> draws = search.space()
                .draws(search.seed(), Math.max(trials, journal.trials().size()));
        draws.forEach(drawn -> trainers.apply(search.settings(drawn)));
        requireDrawn(journal.trials(), draws);
        return draws;
    }

    private static void requireDrawn(List<Trial> trials, List<SortedMap<String, String>> draws) {
        for (Trial trial : trials) {
            SortedMap<String, String> drawn = draws.get(trial.number() - 1);
            if (!trial.settings().equals(drawn)) {
                throw new JournalException("trial " + trial.number() + " of the journal has " + trial.settings()
                        + ", but this search draws " + drawn + "; begin a new journal");
            }
        }
    }
}
