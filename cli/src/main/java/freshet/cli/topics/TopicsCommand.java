package freshet.cli.topics;

import freshet.cli.CommandException;
import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.KafkaOptions;
import freshet.cli.kafka.TopicNames;
import freshet.cli.kafka.Topics;
import freshet.cli.serve.JobTopics;
import freshet.cli.serve.SettingsOptions;
import freshet.job.settings.FreshetOptions;
import freshet.job.settings.JobSettings;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code freshet topics}. */
@Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        description = "Shows the topics that a job needs, warns where one is not as it should be, and creates those"
                + " that are missing.",
        footer = {
            "",
            "Give it the job's own --config and --set: the settings name the topics.",
            "Exit status 1 if a topic is missing, or the job cannot work with it; 0 with warnings.",
            "",
            "Example:",
            "  ${ROOT-COMMAND-NAME} topics --bootstrap-servers kafka:9092 --create 8 --replication 3"
        })
public final class TopicsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafka;

    @Mixin
    private SettingsOptions options;

    @Option(
            names = "--create",
            paramLabel = "N",
            description = "Create the topics that are missing, with N partitions: as many as the largest parallelism"
                    + " that you will want. models, items and rollouts get one, and are compacted.")
    private Optional<Integer> partitions;

    @Option(
            names = "--replication",
            paramLabel = "R",
            description = "With --create: replicas of each partition. Default: the brokers' own.")
    private Optional<Integer> replicas;

    @Override
    public Integer call() {
        partitions.ifPresent(count -> requireAtLeastOne("--create", count));
        replicas.ifPresent(count -> requireAtLeastOne("--replication", count));
        if (replicas.isPresent() && partitions.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "--replication goes with --create; give it, or leave --replication out");
        }
        KafkaConnection connection = kafka.connection();
        JobSettings settings = settings(connection);
        return connection.call(cluster -> run(cluster, settings));
    }

    private int run(KafkaConnection cluster, JobSettings settings) {
        PrintWriter out = spec.commandLine().getOut();
        try (Admin admin = cluster.admin()) {
            TopicNames names = withRollouts(admin, JobTopics.of(settings));
            partitions.ifPresent(count -> {
                List<String> made = Topics.create(admin, names, count, replicas.map(Integer::shortValue));
                out.println(
                        made.isEmpty() ? "nothing to create: all topics exist" : "created " + String.join(", ", made));
                out.println();
            });
            Deployment deployment = Deployment.read(admin, withUsualItems(admin, names));
            new TopicsTable(out, settings).print(deployment);
            List<Finding> findings = TopicChecks.of(settings, deployment);
            if (!findings.isEmpty()) {
                out.println();
            }
            findings.forEach(
                    finding -> out.println(finding.level().name().toLowerCase(Locale.ROOT) + ": " + finding.text()));
            out.flush();
            return findings.stream().anyMatch(finding -> finding.level() == Finding.Level.ERROR)
                    ? ExitCode.SOFTWARE
                    : ExitCode.OK;
        }
    }

    /** Where the settings name no topic of items, the usual one counts if it exists. */
    private static TopicNames withUsualItems(Admin admin, TopicNames names) {
        return names.items().isEmpty() && Topics.there(admin).contains(TopicNames.USUAL_ITEMS)
                ? names.withItems(TopicNames.USUAL_ITEMS)
                : names;
    }

    /** Who compares answers in the shadow lets a judge decide, which keeps what it has decided. */
    private static TopicNames withRollouts(Admin admin, TopicNames names) {
        return names.shadow().isPresent() || Topics.there(admin).contains(TopicNames.USUAL_ROLLOUTS)
                ? names.withRollouts(TopicNames.USUAL_ROLLOUTS)
                : names;
    }

    private void requireAtLeastOne(String option, int count) {
        if (count < 1 || count > Short.MAX_VALUE) {
            throw new ParameterException(
                    spec.commandLine(), option + " is " + count + "; it must be from 1 to " + Short.MAX_VALUE);
        }
    }

    /** @throws CommandException if the connection's properties cannot be read */
    private JobSettings settings(KafkaConnection connection) {
        List<String> all = new ArrayList<>(options.overrides());
        all.add(FreshetOptions.KAFKA_BOOTSTRAP_SERVERS.key() + "=" + connection.bootstrapServers());
        return options.settings(all);
    }
}
