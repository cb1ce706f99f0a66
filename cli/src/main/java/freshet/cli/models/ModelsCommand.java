package freshet.cli.models;

import freshet.cli.CommandException;
import freshet.cli.kafka.CreateHint;
import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.KafkaOptions;
import freshet.cli.kafka.TopicNames;
import freshet.cli.kafka.Topics;
import freshet.cli.publish.Announcements;
import freshet.cli.publish.Trials;
import freshet.schema.ModelAnnouncement;
import freshet.serving.table.AnnouncedModel;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code freshet models}. */
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        description = "Shows which models are announced and whether the store has them, and which versions answer now."
                + " Or ends the trial of a challenger, or deletes bundles that nobody needs.",
        footer = {
            "",
            "Jobs that share a store, but no topics, are not seen: prune a store that one deployment uses alone.",
            "",
            "Example:",
            "  ${ROOT-COMMAND-NAME} models --bootstrap-servers kafka:9092 --prune --store /srv/models --keep 3"
        })
public final class ModelsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafka;

    @Option(
            names = "--models-topic",
            paramLabel = "TOPIC",
            defaultValue = "models",
            description = "Topic of the announcements. Default: ${DEFAULT-VALUE}")
    private String modelsTopic;

    @Option(
            names = "--recommendations-topic",
            paramLabel = "TOPIC",
            defaultValue = "recommendations",
            description = "Topic of the answers. Default: ${DEFAULT-VALUE}")
    private String answersTopic;

    @Option(
            names = "--answers",
            paramLabel = "N",
            defaultValue = "1000",
            description = "How many of the newest answers tell what is served. Default: ${DEFAULT-VALUE}")
    private int answers;

    @Option(
            names = "--promote",
            paramLabel = "NAME",
            description = "Make the challenger of this model its champion, and end its trial.")
    private Optional<String> promoted;

    @Option(
            names = "--end-trial",
            paramLabel = "NAME",
            description = "End the trial of this model's challenger: the champion answers all sessions again.")
    private Optional<String> ended;

    @ArgGroup(exclusive = false)
    private @Nullable PruneOptions prune; // picocli knows no Optional here

    @Override
    public Integer call() {
        if (answers < 1) {
            throw wrong("--answers is " + answers + "; it must be at least 1");
        }
        if (promoted.isPresent() || ended.isPresent()) {
            if (promoted.isPresent() && ended.isPresent() || prune != null) {
                throw wrong("--promote, --end-trial and --prune do one thing each; give one of them");
            }
            return kafka.connected(this::decide);
        }
        Optional<PruneOptions> options = Optional.ofNullable(prune);
        options.ifPresent(this::requireSense);
        Optional<Path> store = options.map(PruneOptions::folder);
        return kafka.connected(connection -> run(connection, options, store));
    }

    private int decide(KafkaConnection connection) {
        PrintWriter out = spec.commandLine().getOut();
        Announcements announcements =
                new Announcements(connection, modelsTopic, spec.commandLine().getErr()::println);
        Trials trials = new Trials(announcements, Clock.systemUTC());
        promoted.ifPresent(model -> out.println("announced version "
                + trials.promote(model, "promoted by models").getVersion() + " of model " + model
                + ": the challenger is the champion"));
        ended.ifPresent(model -> {
            long version = announcements
                    .of(model)
                    .challenger()
                    .map(ModelAnnouncement::getVersion)
                    .orElseThrow(() -> new CommandException("no challenger of model " + model + " is announced"));
            trials.end(model);
            out.println("ended the trial of version " + version + " of model " + model);
        });
        out.flush();
        return ExitCode.OK;
    }

    private void requireSense(PruneOptions options) {
        if (options.store().isEmpty()) {
            throw wrong("--prune needs --store, the folder that the bundles are in");
        }
        if (options.keep() < 0) {
            throw wrong("--keep is " + options.keep() + "; it must be at least 0");
        }
    }

    private int run(KafkaConnection connection, Optional<PruneOptions> options, Optional<Path> store) {
        try (Admin admin = connection.admin()) {
            TopicNames names = TopicNames.DEFAULT.withModels(modelsTopic).withRecommendations(answersTopic);
            String remedy = CreateHint.of(connection, names) + ", or name another one with ";
            Topics.require(admin, List.of(modelsTopic), remedy + "--models-topic");
            Topics.require(admin, List.of(answersTopic), remedy + "--recommendations-topic");
        }
        SortedMap<String, AnnouncedModel> models =
                new Announcements(connection, modelsTopic, spec.commandLine().getErr()::println).all();
        Answers newest = Answers.newest(connection, answersTopic, answers);
        PrintWriter out = spec.commandLine().getOut();
        if (store.isPresent()) {
            Pruning pruning = options.orElseThrow().pruning(Needed.of(models, newest), Instant.now());
            new StorePrune(store.get(), pruning, out).run(options.orElseThrow().yes());
        } else {
            ModelsText text = new ModelsText(out);
            text.announced(modelsTopic, models);
            text.answers(answersTopic, newest, models);
        }
        out.flush();
        return ExitCode.OK;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
