package freshet.cli.publish;

import freshet.cli.CommandException;
import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.KafkaOptions;
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
        description = "Withholds items from every recommendation, or releases them: running jobs keep to it at once.",
        footer = {
            "",
            "Jobs keep to the topic that their setting items.topic names, which is none by default.",
            "Ids are taken as they are: blanks at their ends count, in files too.",
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

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            defaultValue = "items",
            description = "Where to say so. Default: ${DEFAULT-VALUE}")
    private String topic;

    @Override
    public Integer call() throws IOException {
        if (withhold.isEmpty() && release.isEmpty() && withholdFrom.isEmpty() && releaseFrom.isEmpty()) {
            throw wrong("there is no item to withhold or release; give --withhold or --release, or a file with"
                    + " --withhold-from or --release-from");
        }
        if (withholdFrom.isPresent() && withholdFrom.equals(releaseFrom)) {
            throw wrong("--withhold-from and --release-from are both " + withholdFrom.get());
        }
        Set<String> withheld = ids("--withhold", withhold, withholdFrom);
        Set<String> released = ids("--release", release, releaseFrom);
        requireApart(withheld, released);
        Set<String> all = new LinkedHashSet<>(withheld);
        all.addAll(released);
        ItemIds.blankWarning(all)
                .ifPresent(warning -> spec.commandLine().getErr().println("freshet: warning: " + warning));
        return kafka.connected(connection -> send(withheld, released, connection));
    }

    private static Set<String> ids(String option, List<String> given, Optional<String> file) throws IOException {
        Set<String> ids = new LinkedHashSet<>();
        for (String id : given) {
            ids.add(ItemIds.checked(id, "an id of " + option));
        }
        if (file.isPresent()) {
            ids.addAll(ItemIds.read(file.get()));
        }
        return ids;
    }

    private static void requireApart(Set<String> withheld, Set<String> released) {
        Optional<String> both = withheld.stream().filter(released::contains).findFirst();
        if (both.isPresent()) {
            throw new CommandException("item " + both.get() + " is to be withheld and to be released; name it once");
        }
    }

    private int send(Set<String> withheld, Set<String> released, KafkaConnection connection) {
        new AvailabilityTopic(connection, topic, Clock.systemUTC()).send(withheld, released);
        PrintWriter out = spec.commandLine().getOut();
        out.println(withheld.size() + " withheld and " + released.size() + " released on topic " + topic
                + ", which jobs with items.topic=" + topic + " keep to");
        out.flush();
        return ExitCode.OK;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
