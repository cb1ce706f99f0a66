package freshet.cli.train;

import freshet.cli.CommandException;
import freshet.trainer.ModelTrainer;
import freshet.trainer.Trainers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say which model is trained and how. */
public final class TrainerOptions {
    @Option(
            names = "--model",
            defaultValue = "gru4rec",
            paramLabel = "KIND",
            description =
                    "Kind of model: gru4rec, markov, session-popularity or popularity. Default: ${DEFAULT-VALUE}.")
    private String model;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "A setting of the model's trainer, for example epochs=5; may be repeated. A wrong key lists all.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--seed", paramLabel = "N", description = "Start of every random choice, the same as --set seed=N.")
    private Optional<Long> seed = Optional.empty();

    /** The kind of model. */
    public String model() {
        return model;
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
        try {
            return Trainers.named(model, settings());
        } catch (IllegalArgumentException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }
}
