package freshet.cli.train;

import freshet.cli.CommandException;
import freshet.cli.CommandName;
import freshet.cli.kafka.KafkaClientOptions;
import freshet.cli.publish.CheckedBundle;
import freshet.cli.publish.ModelTopicOptions;
import freshet.cli.publish.Target;
import freshet.model.bundle.BundleException;
import freshet.schema.ModelAnnouncement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options by which a training publishes what it has made: a picocli mixin. */
final class PublishOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--publish-to",
            paramLabel = "HOST:PORT",
            description = "Publish the bundle once it is written, as the command publish does: Kafka brokers to start"
                    + " from, separated by commas. Needs --store.")
    private Optional<String> servers;

    @Option(
            names = "--store",
            paramLabel = "URI",
            description = "With --publish-to: folder that the jobs fetch bundles from: a path, or any URI that Flink"
                    + " reads.")
    private Optional<String> store;

    @Mixin
    private ModelTopicOptions topic;

    /**
     * Makes sure that the bundle could be published now, before hours of training begin.
     *
     * @param kafka properties of Kafka's clients
     * @param used whether these are for the log as well
     * @return where it will go; empty if it is not to be published
     * @throws ParameterException if the options do not fit together
     * @throws CommandException if broker, topic or store cannot be used
     */
    Optional<Target> ready(KafkaClientOptions kafka, boolean used) {
        if (servers.isPresent() && store.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "--publish-to needs --store, the folder that the jobs fetch bundles from");
        }
        if (servers.isEmpty()
                && (store.isPresent()
                        || !used && !kafka.words().isEmpty()
                        || !topic.words().isEmpty())) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--store, --model-name, --models-topic and the options of Kafka go with --publish-to; give it, or"
                            + " leave them out");
        }
        Optional<Target> target = servers.map(
                kafkas -> new Target(kafka.connection(kafkas), topic.topic(), topic.name(spec), store.orElseThrow()));
        target.ifPresent(Target::requireReady);
        return target;
    }

    /**
     * Publishes a bundle under the next version.
     *
     * @param warnings is told of announcements that cannot be read
     * @throws CommandException if that fails, with the command that does it later
     */
    ModelAnnouncement publish(Target target, KafkaClientOptions kafka, Path bundle, Consumer<String> warnings) {
        try {
            return target.publish(CheckedBundle.of(bundle), OptionalLong.empty(), "", warnings);
        } catch (CommandException | BundleException e) {
            throw new CommandException(
                    "the bundle " + bundle + " is written whole, but not published: " + e.getMessage()
                            + "; once that is put right, publish it with: " + command(target, kafka, bundle),
                    e);
        }
    }

    private String command(Target target, KafkaClientOptions kafka, Path bundle) {
        List<String> words = new ArrayList<>(List.of("publish", "--bootstrap-servers"));
        words.add(target.connection().bootstrapServers());
        words.addAll(kafka.words());
        words.addAll(List.of("--model", bundle.toString(), "--store", target.store()));
        words.addAll(topic.words());
        return CommandName.of(words.stream().map(CommandName::word).collect(Collectors.joining(" ")));
    }
}
