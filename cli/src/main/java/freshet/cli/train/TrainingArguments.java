package freshet.cli.train;

import freshet.cli.CommandName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Writes the command line that trains with what a search has found: all options of this one that
 * {@code train} has too, in their order, then the settings.
 *
 * @param tune the command that was given
 * @param given settings that are the same in all trials
 */
record TrainingArguments(CommandSpec tune, Map<String, String> given) {
    /**
     * Settings are written anew; the epochs are known, so that all of the log can be learned from.
     */
    private static final Set<String> OWN = Set.of("--set", "--seed", "--validate", "--validate-share");

    /**
     * A line for a shell.
     *
     * @param drawn the trial's settings
     * @param epochs how many to train; none for a model that counts
     */
    String command(Map<String, String> drawn, OptionalInt epochs) {
        List<String> words = new ArrayList<>(List.of("train"));
        words.addAll(shared());
        Map<String, String> settings = new TreeMap<>(given);
        settings.putAll(drawn);
        epochs.ifPresent(many -> settings.put("epochs", Integer.toString(many)));
        settings.forEach((name, value) -> words.addAll(List.of("--set", name + "=" + value)));
        words.addAll(List.of("--output", "model.safetensors"));
        return CommandName.of(words.stream().map(CommandName::word).collect(Collectors.joining(" ")));
    }

    private List<String> shared() {
        CommandSpec train = new CommandLine(new TrainCommand()).getCommandSpec();
        List<String> words = new ArrayList<>();
        for (OptionSpec option : tune.commandLine().getParseResult().matchedOptions()) {
            String name = option.longestName();
            if (train.findOption(name) != null && !OWN.contains(name)) {
                words.add(name);
                if (option.arity().max() > 0) {
                    words.addAll(option.originalStringValues());
                }
            }
        }
        return words;
    }
}
