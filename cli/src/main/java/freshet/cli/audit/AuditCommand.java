package freshet.cli.audit;

import freshet.cli.SessionGapOption;
import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.KafkaOptions;
import freshet.cli.kafka.TopicNames;
import freshet.model.session.SessionRules;
import freshet.schema.event.EventDecoder;
import freshet.schema.event.EventFormat;
import freshet.schema.event.EventLimits;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code freshet audit}. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description =
                "Counts the ledger on the topics: every event must have exactly one recommendation or one rejection.",
        footer = {
            "",
            "An answer belongs to an event if topic, partition, offset, session and time agree; a rejection, if "
                    + "the bytes do.",
            "Also prints Recall and MRR of the recommendations, each judged against the next event of its session.",
            "Exit status 0 only if the ledger is whole."
        })
public final class AuditCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafka;

    @Option(
            names = "--events-topic",
            paramLabel = "TOPIC",
            defaultValue = "events",
            description = "Topic of the events. Default: ${DEFAULT-VALUE}")
    private String events;

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

    @Option(
            names = "--events-format",
            paramLabel = "F",
            defaultValue = "auto",
            description = "How the events are encoded: auto, avro or json. Default: ${DEFAULT-VALUE},"
                    + " which reads Avro and JSON")
    private EventFormat format;

    @Mixin
    private SessionGapOption session;

    @Option(
            names = "--k",
            paramLabel = "K",
            defaultValue = "20",
            description = "Ranks that count as a hit. Default: ${DEFAULT-VALUE}")
    private int k;

    @Option(
            names = "--exactly-once",
            description = "A repeated recommendation or rejection is a fault, as it is under exactly-once delivery.")
    private boolean exactlyOnce;

    @Option(names = "--ledger-only", description = "Count the ledger alone: some nine bytes per event in memory.")
    private boolean ledgerOnly;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        if (k < 1) {
            throw new ParameterException(spec.commandLine(), "--k is " + k + "; it must be at least 1");
        }
        return kafka.connected(this::audit);
    }

    private int audit(KafkaConnection connection) {
        TopicNames topics = new TopicNames(events, recommendations, rejected, TopicNames.DEFAULT.models());
        Clock now = Clock.fixed(Instant.now(), ZoneOffset.UTC); // a value is decoded alike wherever it is read
        EventDecoder decoder = format.decoder(EventLimits.DEFAULT, now);
        Optional<AnswerQuality> quality = ledgerOnly
                ? Optional.empty()
                : Optional.of(new AnswerQuality(session.gap().rules(SessionRules.DEFAULT.maxItems()), k));
        AuditReport report = new Audit(connection, topics, decoder).run(quality);
        PrintWriter out = spec.commandLine().getOut();
        AuditSettings settings = new AuditSettings(format, session.gap(), exactlyOnce);
        if (json) {
            out.println(new AuditJson(settings).write(report));
            out.flush();
        } else {
            new AuditText(out, settings).print(report);
        }
        return report.ledger().whole(exactlyOnce) ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
