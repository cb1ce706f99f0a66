package freshet.cli.publish;

import freshet.cli.kafka.TopicNames;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * The options that say under which name and on which topic a model is announced: a picocli mixin.
 */
public final class ModelTopicOptions {
    /** The model's name unless the user says another one. */
    static final String DEFAULT_NAME = "default";

    private static final String NAMES = "[A-Za-z0-9_][A-Za-z0-9._-]{0,63}";

    @Option(
            names = "--model-name",
            paramLabel = "NAME",
            defaultValue = DEFAULT_NAME,
            description = "Name of the model, the jobs' model.name. Default: ${DEFAULT-VALUE}")
    private String name;

    @Option(
            names = "--models-topic",
            paramLabel = "TOPIC",
            defaultValue = "models",
            description = "Topic of the announcements. Default: ${DEFAULT-VALUE}")
    private String topic;

    /**
     * The model's name.
     *
     * @param spec of the command that has the options
     * @throws ParameterException if it is none
     */
    public String name(CommandSpec spec) {
        return checked(spec, "--model-name", name);
    }

    /** The topic of the announcements. */
    public String topic() {
        return topic;
    }

    /** The words that a user types to give the same options; empty where they are the defaults. */
    public List<String> words() {
        List<String> words = new ArrayList<>();
        if (!name.equals(DEFAULT_NAME)) {
            words.addAll(List.of("--model-name", name));
        }
        if (!topic.equals(TopicNames.DEFAULT.models())) {
            words.addAll(List.of("--models-topic", topic));
        }
        return words;
    }

    /**
     * A model's name.
     *
     * @param option that gives it
     * @throws ParameterException if it is none
     */
    static String checked(CommandSpec spec, String option, String name) {
        if (!name.matches(NAMES)) {
            throw new ParameterException(
                    spec.commandLine(),
                    option + " is \"" + name + "\"; it must be 1 to 64 letters, digits, '.', '_' or '-'");
        }
        return name;
    }
}
