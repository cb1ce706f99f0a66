package freshet.cli.publish;

import freshet.cli.gate.GateOptions;
import freshet.cli.kafka.KafkaOptions;
import freshet.schema.ModelAnnouncement;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code freshet publish}. */
@Command(
        name = "publish",
        description = "Checks a bundle, puts it into the model store and announces it: running jobs swap to it.",
        footer = {
            "",
            "Stores beyond this machine need Flink's plug-in for them: "
                    + "FLINK_CONF_DIR and FLINK_PLUGINS_DIR say where it is.",
            "The topic must exist: see the command topics.",
            "To roll back publish the earlier bundle again: it gets the next version.",
            "",
            "A challenger without shares is loaded and answers nobody. Shares follow the session ids.",
            "Jobs write shadow answers to the topic that trial.shadow-topic names."
        })
public final class PublishCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafka;

    @Option(names = "--model", required = true, paramLabel = "FILE", description = "The bundle.")
    private Path model;

    @Option(
            names = "--store",
            required = true,
            paramLabel = "URI",
            description = "Folder that the jobs fetch bundles from: a path, or any URI that Flink reads.")
    private String store;

    @Option(
            names = {"--name", "--model-name"},
            paramLabel = "NAME",
            defaultValue = ModelTopicOptions.DEFAULT_NAME,
            description = "Name of the model, the jobs' model.name. Default: ${DEFAULT-VALUE}")
    private String name;

    @Option(
            names = "--version",
            paramLabel = "N",
            description = "Version to announce, over all before it. Default: the next one.")
    private Optional<Long> version;

    @Option(names = "--note", defaultValue = "", paramLabel = "TEXT", description = "Why it is deployed.")
    private String note;

    @Option(
            names = "--challenger",
            description = "Put it on trial beside the champion, instead of in its place. A trial that is on goes on"
                    + " with this bundle.")
    private boolean challenger;

    @Option(
            names = "--share",
            paramLabel = "S",
            description = "With --challenger: share of the sessions that it answers, from 0 to 1. Default: 0.")
    private Optional<Double> share;

    @Option(
            names = "--shadow",
            paramLabel = "S",
            description = "With --challenger: share of the sessions that both models answer, the second answer for"
                    + " comparison alone, from 0 to 1. Default: 0.")
    private Optional<Double> shadow;

    @Option(
            names = "--models-topic",
            paramLabel = "TOPIC",
            defaultValue = "models",
            description = "Topic of the announcements. Default: ${DEFAULT-VALUE}")
    private String topic;

    @Mixin
    private GateOptions gate;

    // Not picocli's standard options: --version is the model's here.
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    private boolean help;

    @Option(names = "-V", versionHelp = true, description = "Print version information and exit.")
    private boolean versionHelp;

    @Override
    public Integer call() {
        ModelTopicOptions.checked(spec, "--name", name);
        gate.requireSense();
        Standing standing = standing();
        CheckedBundle bundle = CheckedBundle.of(model); // a wrong file is named before any broker is asked
        if (gate.wanted()) {
            new PublicationGate(gate, topic, name)
                    .pass(
                            kafka.connection(),
                            model,
                            spec.commandLine().getOut(),
                            spec.commandLine().getErr()::println);
        }
        OptionalLong wanted = version.map(OptionalLong::of).orElse(OptionalLong.empty());
        ModelAnnouncement announced = new Target(kafka.connection(), topic, name, store)
                .publish(bundle, wanted, note, standing, spec.commandLine().getErr()::println);
        PrintWriter out = spec.commandLine().getOut();
        out.println("announced version " + announced.getVersion() + " of model " + name
                + (standing.challenger() ? " as challenger: " : ": ") + announced.getUri());
        out.flush();
        return ExitCode.OK;
    }

    private Standing standing() {
        if (!challenger && (share.isPresent() || shadow.isPresent())) {
            throw new ParameterException(
                    spec.commandLine(), "--share and --shadow go with --challenger; give it, or leave them out");
        }
        return challenger
                ? Standing.challenger(checked("--share", share), checked("--shadow", shadow))
                : Standing.CHAMPION;
    }

    private double checked(String option, Optional<Double> given) {
        double value = given.orElse(0.0);
        if (!(value >= 0 && value <= 1)) {
            throw new ParameterException(spec.commandLine(), option + " is " + value + "; it must be from 0 to 1");
        }
        return value;
    }
}
