package freshet.cli.topic;

import freshet.cli.kafka.KafkaClientOptions;
import freshet.cli.kafka.StartPoint;
import freshet.schema.event.EventFormat;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The options by which a command reads a log from the events topic: a picocli mixin. */
public final class TopicOptions {
    private static final List<String> OF_A_TOPIC = List.of(
            "--events-topic", "--rejected-topic", "--recommendations-topic", "--events-format", "--from", "--until");

    /** The value of {@code --rejected-topic} where no job has read the events. */
    static final String NONE = "none";

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description = "Instead of a file, the events of a topic: Kafka brokers to start from, separated by commas."
                    + " What the job has rejected as late, repeated or malformed is left out.")
    private Optional<String> servers = Optional.empty();

    @Option(
            names = "--events-topic",
            paramLabel = "TOPIC",
            defaultValue = "events",
            description = "With --kafka: topic of the events. Default: ${DEFAULT-VALUE}.")
    private String events;

    @Option(
            names = "--rejected-topic",
            paramLabel = "TOPIC",
            defaultValue = "rejected-events",
            description = "With --kafka: topic of the rejected events; none if no job has read the events: then no"
                    + " event is late. Default: ${DEFAULT-VALUE}.")
    private String rejected;

    @Option(
            names = "--recommendations-topic",
            paramLabel = "TOPIC",
            defaultValue = "recommendations",
            description = "With --kafka: topic of the answers; read only where events are ahead of their records'"
                    + " timestamps, for the job's clock. Default: ${DEFAULT-VALUE}.")
    private String answers;

    @Option(
            names = "--events-format",
            paramLabel = "F",
            description = "With --kafka: how the events are encoded, auto, avro or json. Default: auto.")
    private Optional<EventFormat> format = Optional.empty();

    @Option(
            names = "--from",
            paramLabel = "PLACE",
            defaultValue = "beginning",
            converter = Place.class,
            description = "With --kafka: where to begin. beginning, a date, a time with its offset, a span that counts"
                    + " back from now, for example 7d, or offsets by partition, for example 0:1200,1:1333. Times are"
                    + " those of the records. Default: ${DEFAULT-VALUE}.")
    private StartPoint from;

    @Option(
            names = "--until",
            paramLabel = "PLACE",
            defaultValue = "latest",
            converter = Place.class,
            description = "With --kafka: the first place that is not read, as --from; latest is the end as of now."
                    + " Default: ${DEFAULT-VALUE}.")
    private StartPoint until;

    @Mixin
    private KafkaClientOptions client;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** Whether the log is a topic. */
    public boolean isGiven() {
        return servers.isPresent();
    }

    /** The properties of Kafka's clients, for what else the command does on Kafka. */
    public KafkaClientOptions client() {
        return client;
    }

    /**
     * The events as a log; empty if it is a file.
     *
     * @throws ParameterException if it is, and an option says something of a topic
     */
    public Optional<TopicLog> log() {
        if (servers.isEmpty()) {
            OF_A_TOPIC.stream()
                    .filter(spec.commandLine().getParseResult()::hasMatchedOption)
                    .findFirst()
                    .ifPresent(option -> {
                        throw new ParameterException(
                                spec.commandLine(),
                                option + " goes with --kafka; give it, or leave " + option + " out");
                    });
        }
        return servers.map(brokers -> new TopicLog(
                client.connection(brokers),
                events,
                Optional.of(rejected).filter(topic -> !topic.equals(NONE)),
                answers,
                format.orElse(EventFormat.AUTO),
                from,
                until));
    }

    /** Reads a place: offsets, or what {@link StartPoint.Converter} reads. */
    private static final class Place implements ITypeConverter<StartPoint> {
        @Override
        public StartPoint convert(String text) {
            Optional<StartPoint.At> offsets = StartPoint.At.parse(text.strip());
            if (offsets.isPresent()) {
                return offsets.get();
            }
            try {
                return new StartPoint.Converter().convert(text);
            } catch (TypeConversionException e) {
                throw new TypeConversionException(e.getMessage() + ", or offsets, 0:1200,1:1333");
            }
        }
    }
}
