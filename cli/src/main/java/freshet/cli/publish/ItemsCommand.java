package freshet.cli.publish;

import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.KafkaOptions;
import freshet.cli.kafka.TableTopic;
import freshet.cli.kafka.TopicNames;
import freshet.model.text.Quote;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code freshet items}. */
@Command(
        name = "items",
        mixinStandardHelpOptions = true,
        description = "Withholds items from every recommendation, or releases them: running jobs keep to it at once."
                + " Or lists what is withheld.",
        footer = {
            "",
            "Jobs keep to the topic that their setting items.topic names, which is none by default.",
            "Blanks around an id are left out here; in a file they are part of it.",
            "Ids that the announced model does not know are told, and withheld all the same.",
            "Exit status 0 only if the broker has every record."
        })
public final class ItemsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafka;

    @Option(
            names = "--withhold",
            split = ",",
            paramLabel = "ID",
            description = "Items that may not be recommended, separated by commas; may be repeated.")
    private List<String> withhold = new ArrayList<>();

    @Option(
            names = "--release",
            split = ",",
            paramLabel = "ID",
            description = "Items that may be recommended again, separated by commas; may be repeated.")
    private List<String> release = new ArrayList<>();

    @Option(
            names = "--withhold-from",
            paramLabel = "FILE",
            description = "The same from a file or a pipe in UTF-8, one id per line; - is standard input.")
    private Optional<String> withholdFrom;

    @Option(
            names = "--release-from",
            paramLabel = "FILE",
            description = "The same from a file or a pipe in UTF-8, one id per line; - is standard input.")
    private Optional<String> releaseFrom;

    @Option(names = "--list", description = "Print the ids of the items that are withheld now, one per line, sorted.")
    private boolean list;

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            defaultValue = TopicNames.USUAL_ITEMS,
            description = "Where that is said. Default: ${DEFAULT-VALUE}")
    private String topic;

    @Mixin
    private ModelTopicOptions model;

    @Override
    public Integer call() throws IOException {
        boolean change = !(withhold.isEmpty() && release.isEmpty() && withholdFrom.isEmpty() && releaseFrom.isEmpty());
        if (list && change) {
            throw wrong("--list changes nothing; give it alone");
        }
        if (list) {
            return kafka.connected(this::list);
        }
        if (!change) {
            throw wrong("there is no item to withhold or release; give --withhold or --release, or a file with"
                    + " --withhold-from or --release-from, or --list");
        }
        if (withholdFrom.isPresent() && withholdFrom.equals(releaseFrom)) {
            throw wrong("--withhold-from and --release-from are both " + withholdFrom.get());
        }
        String modelName = model.name(spec);
        Set<String> withheld = ids("--withhold", withhold, withholdFrom);
        Set<String> released = ids("--release", release, releaseFrom);
        requireApart(withheld, released);
        Set<String> all = new LinkedHashSet<>(withheld);
        all.addAll(released);
        ItemIds.blankWarning(all).ifPresent(this::warn);
        return kafka.connected(connection -> {
            int status = send(withheld, released, connection);
            UnknownItems.hint(connection, model.topic(), modelName, withheld, released)
                    .ifPresent(this::warn);
            return status;
        });
    }

    private Set<String> ids(String option, List<String> given, Optional<String> file) throws IOException {
        Set<String> ids = new LinkedHashSet<>();
        for (String id : given) {
            ids.add(typed(id, option));
        }
        if (file.isPresent()) {
            ids.addAll(ItemIds.read(file.get()));
        }
        return ids;
    }

    private String typed(String id, String option) {
        return ItemIds.typed(id, option, spec);
    }

    private void requireApart(Set<String> withheld, Set<String> released) {
        Optional<String> both = withheld.stream().filter(released::contains).findFirst();
        if (both.isPresent()) {
            throw wrong("item " + both.get() + " is to be withheld and to be released; name it once");
        }
    }

    private int send(Set<String> withheld, Set<String> released, KafkaConnection connection) {
        new AvailabilityTopic(connection, topic, Clock.systemUTC()).send(withheld, released);
        if (!withheld.isEmpty()) {
            TableTopic.ITEMS.warning(connection, topic).ifPresent(this::warn);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(withheld.size() + " withheld and " + released.size() + " released on topic " + topic
                + ", which jobs with items.topic=" + topic + " keep to");
        out.flush();
        return ExitCode.OK;
    }

    private int list(KafkaConnection connection) {
        List<String> withheld = new AvailabilityTopic(connection, topic, Clock.systemUTC()).withheld(this::warn);
        PrintWriter out = spec.commandLine().getOut();
        withheld.forEach(id -> out.println(Quote.plain(id)));
        out.flush();
        PrintWriter err = spec.commandLine().getErr();
        err.println(
                withheld.size() + (withheld.size() == 1 ? " item is" : " items are") + " withheld on topic " + topic);
        err.flush();
        return ExitCode.OK;
    }

    private void warn(String warning) {
        spec.commandLine().getErr().println("freshet: warning: " + warning);
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
