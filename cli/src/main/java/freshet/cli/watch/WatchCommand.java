package freshet.cli.watch;

import freshet.cli.AtLeastOne;
import freshet.cli.CommandException;
import freshet.cli.CommandName;
import freshet.cli.Interruption;
import freshet.cli.TimeText;
import freshet.cli.kafka.CreateHint;
import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.KafkaOptions;
import freshet.cli.kafka.StartPoint;
import freshet.cli.kafka.TopicNames;
import freshet.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.IsolationLevel;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code freshet watch}. */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Shows recommendations and rejected events as the job writes them.",
        footer = {
            "",
            "A recommendation: time, session, #position in the session, source, version, items with probabilities.",
            "A rejection: time, session, place of the event, reason, the reason in words, the event's bytes.",
            "Its session is that of the event if it can be read, else the record's key.",
            "With --json a line is one object with the fields of the Avro records; rejections have \"reason\", and"
                    + " \"raw\" as text or \"rawBase64\".",
            "What is there at the start comes in the order of Kafka's timestamps, the rest as it comes.",
            "Notes and a sum go to standard error. Exit status 0 after Ctrl-C, --count or a closed pipe;"
                    + " 1 if --for ends before --count is reached.",
            "",
            "  ${ROOT-COMMAND-NAME} watch --bootstrap-servers 127.0.0.1:9092 --session s-1 --from beginning --count 3"
        })
public final class WatchCommand implements Callable<Integer> {
    /** What two fetches of a partition take at most, beside a record that is larger alone. */
    private static final String FETCH_BYTES = "262144";

    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafka;

    @Option(
            names = "--session",
            paramLabel = "ID",
            description = "Show this session alone; may be repeated. Default: all sessions")
    private Set<String> sessions = new LinkedHashSet<>();

    @Option(
            names = "--from",
            paramLabel = "WHEN",
            defaultValue = "latest",
            converter = StartPoint.Converter.class,
            description = "latest: what comes from now on; beginning: all that the topics have; 10m: the last ten"
                    + " minutes; or a time, 2026-01-31T09:00:00Z. Default: ${DEFAULT-VALUE}")
    private StartPoint from;

    @Option(
            names = "--count",
            paramLabel = "N",
            converter = AtLeastOne.class,
            description = "End after N lines. Default: go on until Ctrl-C")
    private Optional<Integer> count;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = TimeText.class,
            description = "End after this time: 30s, 5min. Default: go on until Ctrl-C")
    private Optional<Duration> time;

    @Option(
            names = "--only",
            paramLabel = "KIND",
            description = "Show recommendations or rejections alone. Default: both")
    private Optional<Kind> only;

    @Option(
            names = "--top",
            paramLabel = "K",
            defaultValue = "5",
            converter = AtLeastOne.class,
            description = "Items shown of each recommendation; JSON has all. Default: ${DEFAULT-VALUE}")
    private int top;

    @Option(names = "--json", description = "Print one JSON object per line.")
    private boolean json;

    @Option(
            names = "--isolation",
            paramLabel = "LEVEL",
            description = "read_committed, or read_uncommitted: shows answers of an exactly-once job before its"
                    + " checkpoint, also those that are then taken back. Default: read_committed")
    private Optional<IsolationLevel> isolation;

    @Option(
            names = "--recommendations-topic",
            paramLabel = "TOPIC",
            defaultValue = "recommendations",
            description = "Topic of the recommendations. Default: ${DEFAULT-VALUE}")
    private String recommendations;

    @Option(
            names = "--rejected-topic",
            paramLabel = "TOPIC",
            defaultValue = "rejected-events",
            description = "Topic of the rejected events. Default: ${DEFAULT-VALUE}")
    private String rejected;

    /** What can be shown alone. */
    private enum Kind {
        RECOMMENDATIONS,
        REJECTIONS
    }

    @Override
    public Integer call() {
        if (sessions.contains("")) {
            throw wrong("--session is empty; it takes the id of a session");
        }
        if (recommendations.equals(rejected)) {
            throw wrong("--recommendations-topic and --rejected-topic are both " + rejected);
        }
        return kafka.connected(this::watch);
    }

    private int watch(KafkaConnection plain) {
        Interruption interruption = Interruption.ofSignals();
        KafkaConnection connection = fetching(plain);
        OutcomeForm form = json
                ? new OutcomeJson()
                : new OutcomeText(top, Terminal.output() && noColorUnset(), Clock.systemDefaultZone());
        Shown shown = new Shown(form, sessions, spec.commandLine().getOut(), this::say);
        Watch.End end;
        try (Consumer<byte[], byte[]> consumer = connection.consumer();
                Admin admin = connection.admin()) {
            Watch watch = new Watch(consumer, admin, new OutcomeReader(recommendations), shown, this::say);
            WatchPlan plan = new WatchPlan(topics(), remedy(plain), from, count.orElse(Integer.MAX_VALUE), time);
            end = watch.run(plan, interruption);
        }
        if (end != Watch.End.CLOSED) {
            say(shown.sum());
        }
        if (end == Watch.End.TIME) {
            requireCount(shown);
        }
        return ExitCode.OK;
    }

    private void requireCount(Shown shown) {
        if (count.isPresent()) {
            throw new CommandException("only " + shown.count() + " of " + count.get() + " came within "
                    + time.orElseThrow().toMillis() / 1e3 + " s; check that the job runs and events are sent, and"
                    + " --session and --from; " + CommandName.of("audit") + " counts what is missing");
        }
    }

    private KafkaConnection fetching(KafkaConnection plain) {
        Map<String, String> properties = new HashMap<>(Map.of("max.partition.fetch.bytes", FETCH_BYTES));
        properties.putAll(plain.properties());
        isolation.ifPresent(level -> properties.put("isolation.level", level.toString()));
        return new KafkaConnection(plain.bootstrapServers(), properties);
    }

    private List<String> topics() {
        return Stream.of(Kind.values())
                .filter(kind -> only.isEmpty() || only.get() == kind)
                .map(kind -> kind == Kind.RECOMMENDATIONS ? recommendations : rejected)
                .toList();
    }

    private String remedy(KafkaConnection connection) {
        TopicNames names = TopicNames.DEFAULT;
        if (only.isEmpty() || only.get() == Kind.RECOMMENDATIONS) {
            names = names.withRecommendations(recommendations);
        }
        if (only.isEmpty() || only.get() == Kind.REJECTIONS) {
            names = names.withRejected(rejected);
        }
        return CreateHint.of(connection, names) + ", or check its name";
    }

    /** By the agreement of no-color.org. */
    private static boolean noColorUnset() {
        String set = System.getenv("NO_COLOR");
        return set == null || set.isEmpty();
    }

    private void say(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("freshet: " + line);
        err.flush();
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
