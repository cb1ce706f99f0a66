package freshet.trainer.tuning;

import freshet.trainer.Objective;
import freshet.trainer.Trainers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Searches for tests. */
final class Searches {
    private Searches() {}

    /** Over learning rates from 0.1 to 1. */
    static Search search(long seed, Stopping stopping) {
        return search(seed, stopping, Map.of("learning_rate", "0.1..1"), "data");
    }

    static Search search(long seed, Stopping stopping, Map<String, String> space, String dataHash) {
        return new Search(
                "gru4rec",
                Objective.RECALL,
                stopping,
                seed,
                SearchSpace.of("gru4rec", Trainers.settings("gru4rec"), space),
                new TreeMap<>(Map.of("epochs", "4", "learning_rate", "0.1")),
                dataHash,
                "validation");
    }

    /** Runs trials of the {@link ScriptedTrainer} with a journal file. */
    static List<Trial> run(Search search, int trials, Path file) {
        return run(search, trials, file, TuningListener.SILENT);
    }

    static List<Trial> run(Search search, int trials, Path file, TuningListener listener) {
        try (Journal journal = Journal.open(file, search)) {
            return new Tuning(search, ScriptedTrainer.PLAN, ScriptedTrainer::new, listener).run(trials, journal);
        }
    }
}
