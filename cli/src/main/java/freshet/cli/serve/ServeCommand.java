package freshet.cli.serve;

import freshet.cli.CommandException;
import freshet.cli.CommandName;
import freshet.cli.Interruption;
import freshet.cli.LogFile;
import freshet.cli.SessionGap;
import freshet.cli.gateway.PageOptions;
import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.KafkaOptions;
import freshet.cli.kafka.TableTopic;
import freshet.cli.publish.Announcements;
import freshet.job.log.RejectionLog;
import freshet.job.settings.FreshetOptions;
import freshet.job.settings.JobSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the job in this process until it is interrupted. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Runs the recommender job in a Flink within this process, until Ctrl-C. It stops with a "
                + "savepoint in the checkpoint folder, and the next start goes on from the newest checkpoint or "
                + "savepoint there.")
public final class ServeCommand implements Callable<Integer> {
    private static final long LOOK_MILLIS = 1_000;

    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafka;

    @Mixin
    private JobOptions options;

    @Mixin
    private PageOptions page;

    @Option(
            names = "--session-gap",
            converter = SessionGap.Converter.class,
            paramLabel = "TIME",
            description =
                    "The setting session.gap: 30min, 90s; none: sessions never end, and their state is kept for ever.")
    private Optional<SessionGap> gap;

    @Option(
            names = "--checkpoints",
            defaultValue = "freshet-checkpoints",
            paramLabel = "FOLDER",
            description = "Where the job keeps its checkpoints. Default: ${DEFAULT-VALUE} in the current folder.")
    private Path checkpoints;

    @Option(
            names = "--port",
            defaultValue = "8081",
            paramLabel = "N",
            description = "Port of Flink's web UI, 0 for any free one. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--web-host",
            defaultValue = LocalJob.LOOPBACK,
            paramLabel = "ADDRESS",
            description = "Address on which the web UI listens. It knows no login: who reaches it can run "
                    + "code in this process. Default: ${DEFAULT-VALUE}.")
    private String webHost;

    @Override
    public Integer call() throws InterruptedException {
        KafkaConnection connection = kafka.connection();
        JobSettings settings = settings(connection);
        if (!settings.checkpoints().dir().isEmpty()) {
            throw new CommandException(
                    "checkpoint.dir is " + settings.checkpoints().dir()
                            + ", but serve keeps its checkpoints in --checkpoints; add --set checkpoint.dir=");
        }
        connection.requireReachable();
        JobTopics.require(connection, settings, options.partitions());
        TableTopic.MODELS.warning(connection, settings.model().topic()).ifPresent(this::warn);
        settings.items()
                .topic()
                .flatMap(topic -> TableTopic.ITEMS.warning(connection, topic))
                .ifPresent(this::warn);
        Interruption interruption = Interruption.ofSignals();
        PrintWriter out = spec.commandLine().getOut();
        try (LogEcho events = new LogEcho(RejectionLog.class.getPackageName(), line -> say(out, line));
                LocalJob job = new LocalJob(settings, checkpoints, port, flink())) {
            out.println(job.restoredFrom()
                    .map(path -> "going on from " + path)
                    .orElse("starting afresh: there is no checkpoint in " + checkpoints.toAbsolutePath()));
            out.flush();
            if (!job.awaitRunning(interruption, line -> say(out, line))) {
                out.println("stopped before it ran; no savepoint was taken");
                return ExitCode.OK;
            }
            out.println("serving events of topic " + settings.events().topic() + " at " + connection.bootstrapServers()
                    + "; web UI " + job.webUi() + "; Ctrl-C stops with a savepoint");
            out.flush();
            missingModel(connection, settings).ifPresent(line -> say(out, line));
            try (PageOptions.Page live = page.start(options.given(all(connection)), line -> say(out, line))) {
                watch(job, interruption, out);
            }
            out.println("stopped; savepoint " + job.stop());
        }
        return ExitCode.OK;
    }

    /** Says what to do while there is no model that could answer. */
    private static Optional<String> missingModel(KafkaConnection connection, JobSettings settings) {
        String name = settings.model().name();
        String topic = settings.model().topic();
        if (new Announcements(connection, topic, warning -> {}).newest(name).isPresent()) {
            return Optional.empty();
        }
        String command = "publish --bootstrap-servers " + connection.bootstrapServers() + " --model FILE --store FOLDER"
                + (name.equals(FreshetOptions.MODEL_NAME.defaultValue()) ? "" : " --name " + name)
                + (topic.equals(FreshetOptions.MODELS_TOPIC.defaultValue()) ? "" : " --models-topic " + topic);
        return Optional.of("no model is announced as " + name + " on topic " + topic
                + ": until one is, answers have no items; publish one: " + CommandName.of(command));
    }

    /** Until the user wants no more, and says when the job fails and goes on. */
    private static void watch(LocalJob job, Interruption interruption, PrintWriter out) throws InterruptedException {
        boolean troubled = false;
        while (!interruption.await(LOOK_MILLIS)) {
            job.requireAlive();
            boolean restarting = job.restarting();
            if (restarting != troubled) {
                say(
                        out,
                        restarting
                                ? "the job has failed and goes on from its last checkpoint: " + job.lastFailure()
                                        + "; the whole of it is in " + LogFile.path()
                                : "the job runs again");
                troubled = restarting;
            }
        }
    }

    private static void say(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }

    private void warn(String warning) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("freshet: warning: " + warning);
        err.flush();
    }

    private Configuration flink() {
        return new Configuration().set(RestOptions.BIND_ADDRESS, webHost);
    }

    private JobSettings settings(KafkaConnection connection) {
        return options.settings(all(connection));
    }

    /** The single settings, and what the other options say. */
    private List<String> all(KafkaConnection connection) {
        List<String> all = new ArrayList<>(options.overrides());
        all.add(FreshetOptions.KAFKA_BOOTSTRAP_SERVERS.key() + "=" + connection.bootstrapServers());
        connection
                .properties()
                .forEach((key, value) -> all.add(FreshetOptions.KAFKA_PROPERTIES_PREFIX + key + "=" + value));
        gap.ifPresent(value -> all.add(FreshetOptions.SESSION_GAP.key() + "=" + value.setting()));
        return all;
    }
}
