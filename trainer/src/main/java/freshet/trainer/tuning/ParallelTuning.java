package freshet.trainer.tuning;

import freshet.trainer.ModelTrainer;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Has the trials of a search run by others, several at a time, and notes them in a journal: in
 * order of their numbers, so that it is the journal of a search that runs them one after the other.
 * A trial that is over before an earlier one waits for it. The rule by which trials are ended early
 * compares a trial with those that are in the journal when it begins. For one thread.
 */
public final class ParallelTuning {
    private final Search search;
    private final Function<Map<String, String>, ModelTrainer> trainers;
    private final Runners runners;
    private final TuningListener listener;

    /** Who runs the trials. */
    public interface Runners {
        /** How many trials run at a time, at least 1. */
        int most();

        /** Has a trial run, without waiting for its end. */
        void start(TrialTask task);

        /** Waits for the end of one of the trials that were started, and gives it once. */
        Trial next();
    }

    /** @param trainers makes a trainer from all of its settings, to see whether it refuses them */
    public ParallelTuning(
            Search search,
            Function<Map<String, String>, ModelTrainer> trainers,
            Runners runners,
            TuningListener listener) {
        this.search = search;
        this.trainers = trainers;
        this.runners = runners;
        this.listener = listener;
    }

    /**
     * Runs the trials that the journal does not hold yet.
     *
     * @param trials how many there are to be in all
     * @throws IllegalArgumentException as {@link Tuning#run}
     * @throws JournalException as {@link Tuning#run}
     */
    public void run(int trials, Journal journal) {
        List<SortedMap<String, String>> draws = Tuning.drawn(search, trials, journal, trainers);
        Map<Integer, Trial> over = new TreeMap<>(); // and not in the journal yet
        int started = journal.trials().size();
        int running = 0;
        while (journal.trials().size() < trials) {
            while (started < trials && running < runners.most()) {
                started++;
                running++;
                listener.trialStarted(started, draws.get(started - 1));
                runners.start(TrialTask.of(search, started, draws.get(started - 1), journal.trials()));
            }
            Trial trial = runners.next();
            running--;
            over.put(trial.number(), trial);
            for (int due = journal.trials().size() + 1; over.containsKey(due); due++) {
                Trial noted = over.remove(due);
                journal.add(noted);
                listener.trialEnded(noted);
            }
        }
    }
}
