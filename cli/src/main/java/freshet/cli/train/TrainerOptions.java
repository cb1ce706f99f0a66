package freshet.cli.train;

import freshet.cli.CommandException;
import freshet.trainer.ModelTrainer;
import freshet.trainer.Trainers;
import freshet.trainer.settings.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say which model is trained and how. */
public final class TrainerOptions {
    @Option(
            names = "--model",
            defaultValue = Trainers.DEFAULT,
            completionCandidates = KindNames.class,
            paramLabel = "KIND",
            description = "Kind of model: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private String model;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting of the model's trainer, for example epochs=5; may be repeated."
                    + " ${ROOT-COMMAND-NAME} train --model KIND --list-settings prints all.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--seed", paramLabel = "N", description = "Start of every random choice, the same as --set seed=N.")
    private Optional<Long> seed = Optional.empty();

    /** The kind of model. */
    public String model() {
        return model;
    }

    /**
     * Whether it is neural, see {@link Trainers#neural}.
     *
     * @throws CommandException if there is no such model
     */
    public boolean neural() {
        try {
            return Trainers.neural(model);
        } catch (IllegalArgumentException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }

    /**
     * What can be set on this model's trainer.
     *
     * @throws CommandException if there is no such model
     */
    List<Setting> allowed() {
        try {
            return Trainers.settings(model);
        } catch (IllegalArgumentException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }

    /** The settings as given, by name. */
    public Map<String, String> settings() {
        Map<String, String> all = new LinkedHashMap<>(settings);
        seed.ifPresent(value -> all.put("seed", value.toString()));
        return all;
    }

    /**
     * The trainer of this model with these settings.
     *
     * @throws CommandException if there is no such model or setting
     */
    public ModelTrainer trainer() {
        return trainer(settings());
    }

    /**
     * The same with another seed.
     *
     * @throws CommandException if there is no such model or setting
     */
    public ModelTrainer trainer(long otherSeed) {
        Map<String, String> all = settings();
        all.put("seed", Long.toString(otherSeed));
        return trainer(all);
    }

    /**
     * Makes sure that the trainer takes other settings too, where it can go on from an older model.
     *
     * @param over other settings, over those given
     * @throws CommandException if there is no such setting
     */
    public void requireWarm(Map<String, String> over) {
        if (neural() && !Trainers.holdsOut(model)) {
            Map<String, String> all = settings();
            all.putAll(over);
            trainer(all);
        }
    }

    /**
     * The same with other settings.
     *
     * @throws CommandException if there is no such model or setting
     */
    ModelTrainer trainer(Map<String, String> given) {
        try {
            return Trainers.named(model, given);
        } catch (IllegalArgumentException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }
}
