package freshet.cli.train;

import freshet.cli.CommandException;
import freshet.trainer.EpochResult.Accuracy;
import freshet.trainer.Trainers;
import freshet.trainer.settings.SettingValues;
import freshet.trainer.tuning.Search;
import freshet.trainer.tuning.Trial;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * What a search has found, for a person. Immutable.
 *
 * @param search what was searched
 * @param arguments of the command that trains with the best settings
 */
record TuningReport(Search search, TrainingArguments arguments) {
    private static final int SHOWN = 10;

    /** Settings with blanks between them. */
    static String words(Map<String, String> settings) {
        return settings.entrySet().stream().map(Object::toString).collect(Collectors.joining(" "));
    }

    /**
     * The best trials, and how many there are of each kind; metrics are those of each trial's best
     * epoch.
     */
    String table(List<Trial> trials) {
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                "%n%5s %9s %9s %6s %9s %8s  %s%n",
                "trial",
                "Recall@20",
                "MRR@20",
                "epoch",
                "end",
                "seconds",
                "settings"));
        Trial.ranked(trials, search.objective()).stream().limit(SHOWN).forEach(trial -> {
            int epoch = trial.bestEpoch(search.objective());
            Accuracy best = trial.curve().get(epoch - 1);
            table.append(String.format(
                    Locale.ROOT,
                    "%5d %9.4f %9.4f %6d %9s %8.1f  %s%n",
                    trial.number(),
                    best.recall(),
                    best.mrr(),
                    epoch,
                    SettingValues.spelling(trial.end()),
                    trial.seconds(),
                    words(trial.settings())));
        });
        return table.append(String.format(
                        Locale.ROOT,
                        "best by %s of %d trials: %d finished, %d stopped, %d failed%n",
                        search.objective().title(),
                        trials.size(),
                        count(trials, Trial.End.FINISHED),
                        count(trials, Trial.End.STOPPED),
                        count(trials, Trial.End.FAILED)))
                .toString();
    }

    /**
     * How to train with the best settings for as many epochs as were best, where there are any.
     *
     * @throws CommandException if no trial was measured
     */
    String command(List<Trial> trials) {
        Trial best = Trial.ranked(trials, search.objective()).stream()
                .findFirst()
                .orElseThrow(() -> new CommandException("all " + trials.size() + " trials failed, the first as "
                        + trials.get(0).why() + "; search other ranges with another journal"));
        boolean inEpochs = Trainers.settings(search.model()).stream()
                .anyMatch(setting -> setting.name().equals("epochs"));
        OptionalInt epochs = inEpochs ? OptionalInt.of(best.bestEpoch(search.objective())) : OptionalInt.empty();
        return String.format(
                Locale.ROOT,
                "%nto train with the settings of trial %d, on all of --train:%n%s%n",
                best.number(),
                arguments.command(best.settings(), epochs));
    }

    private static long count(List<Trial> trials, Trial.End end) {
        return trials.stream().filter(trial -> trial.end() == end).count();
    }
}
