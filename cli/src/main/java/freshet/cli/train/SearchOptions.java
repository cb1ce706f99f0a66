package freshet.cli.train;

import freshet.cli.CommandException;
import freshet.trainer.Objective;
import freshet.trainer.Trainers;
import freshet.trainer.settings.SettingValues;
import freshet.trainer.tuning.SearchSpace;
import freshet.trainer.tuning.Stopping;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say what a search varies and what it looks for. */
final class SearchOptions {
    @Option(
            names = "--search",
            paramLabel = "KEY=RANGE",
            description =
                    "A setting to vary; may be repeated. RANGE is MIN..MAX (uniform), MIN..MAX:log, MIN..MAX:STEP or "
                            + "values with slashes between them, for example layers=64/100/100,100. What is not "
                            + "named is not varied. Default: what --print-search shows, less what --set fixes.")
    private Map<String, String> ranges = new LinkedHashMap<>();

    @Option(
            names = "--search-file",
            paramLabel = "FILE",
            description = "The same from a file with a line KEY=RANGE each, as --print-search writes it.")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--objective",
            paramLabel = "O",
            description =
                    "What is to be large on the validation sessions, in the search and in each of its trainings: recall"
                            + " (Recall@20) or mrr (MRR@20); the same as --set objective=O. Default: recall.")
    private Optional<Objective> objective = Optional.empty();

    @Option(
            names = "--stopping",
            defaultValue = "median",
            paramLabel = "RULE",
            description =
                    "Which trials end early: ${COMPLETION-CANDIDATES}. median: those whose best epoch is under the"
                            + " median of the running averages of earlier trials, from the fourth trial on."
                            + " Default: ${DEFAULT-VALUE}.")
    private Stopping stopping = Stopping.MEDIAN;

    /**
     * The settings of all trials: those that are given, and the objective where this option names
     * it.
     */
    Map<String, String> fixed(Map<String, String> given) {
        Map<String, String> fixed = new LinkedHashMap<>(given);
        objective.ifPresent(named -> fixed.put(Objective.SETTING, SettingValues.spelling(named)));
        return fixed;
    }

    Stopping stopping() {
        return stopping;
    }

    /**
     * What is varied.
     *
     * @param fixed settings that are given a value
     * @throws CommandException if a setting is unknown or fixed as well, or a range cannot be read
     *     or is out of the setting's limits
     */
    SearchSpace space(String model, Map<String, String> fixed) {
        Map<String, String> texts =
                new LinkedHashMap<>(file.map(SearchFile::read).orElse(Map.of()));
        texts.putAll(ranges);
        try {
            if (Trainers.settings(model).isEmpty()) {
                throw new CommandException("model " + model + " has no settings to search; train it as it is");
            }
            if (texts.isEmpty() && file.isEmpty()) {
                Trainers.search(model).ifPresent(space -> texts.putAll(space.texts()));
                texts.keySet().removeAll(fixed.keySet());
            }
            fixed.keySet().stream().filter(texts::containsKey).findFirst().ifPresent(both -> {
                throw new CommandException(both + " is fixed at " + fixed.get(both) + " and searched in "
                        + texts.get(both) + "; give one of the two");
            });
            return SearchSpace.of(model, Trainers.settings(model), texts);
        } catch (IllegalArgumentException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }

    /** What is varied, as lines of a file. */
    static String text(SearchSpace space) {
        StringBuilder text = new StringBuilder();
        space.texts()
                .forEach((name, range) ->
                        text.append(name).append('=').append(range).append(System.lineSeparator()));
        return text.toString();
    }
}
