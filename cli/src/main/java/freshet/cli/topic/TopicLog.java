package freshet.cli.topic;

import freshet.cli.CommandException;
import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.StartPoint;
import freshet.cli.kafka.TopicSnapshot;
import freshet.model.data.LogSummary;
import freshet.model.data.LoggedEvent;
import freshet.schema.event.EventFormat;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * The events of a topic between two places, as the job took them: what it rejected is left out, and
 * an event from a clock that was ahead has the place that the job gave it. It reads the job's own
 * records of both, as nobody else knows what its clock and its watermark were. Events that the job
 * has not read yet count as taken; repeated ones among them are found as in every log.
 *
 * @param connection to the brokers
 * @param events topic of the events
 * @param rejected topic of the rejected events; empty where no job has read the events
 * @param answers topic of the recommendations
 * @param format how the events are encoded
 * @param from the first place that is read
 * @param until the first place that is not
 */
public record TopicLog(
        KafkaConnection connection,
        String events,
        Optional<String> rejected,
        String answers,
        EventFormat format,
        StartPoint from,
        StartPoint until) {
    /** What its format is called in a bundle's provenance. */
    public static final String FORMAT = "topic";

    /** What the log is called in messages; no file of this name need be there. */
    public Path name() {
        return Path.of("topic " + events);
    }

    /**
     * Reads the events in the order of each partition; all of them are in memory on the way.
     *
     * @param taken takes each event that the job took
     * @param out takes a line for the offsets and one for what was left out
     * @throws CommandException if a topic is missing, no broker answers, or there is no event
     */
    public LogSummary read(Consumer<LoggedEvent> taken, PrintWriter out) {
        return connection.call(kafka -> read(kafka, HeldEvents::new, taken, out));
    }

    /** The same without events in memory: the topic is read twice. */
    public LogSummary pass(Consumer<LoggedEvent> taken, PrintWriter out) {
        return connection.call(kafka -> read(kafka, PassingEvents::new, taken, out));
    }

    private LogSummary read(
            KafkaConnection kafka,
            BiFunction<TopicSnapshot, EventFormat, TopicEvents> reader,
            Consumer<LoggedEvent> taken,
            PrintWriter out) {
        try (var consumer = kafka.consumer()) {
            // Its end comes first: what is rejected before it was written is on the other topic
            // then.
            TopicSnapshot whole = new TopicSnapshot(consumer, events);
            missing(from, whole).ifPresent(out::println);
            missing(until, whole); // names a partition that is not there
            TopicSnapshot part = whole.between(from, until);
            out.println("topic " + events + ": offsets " + places(part.firstOffsets()) + " until "
                    + places(part.endOffsets()) + "; --from and --until take these to read the same again");
            TopicEvents read = reader.apply(part, format);
            Rejections rejections = new Rejections(events);
            rejected.ifPresent(topic -> snapshot(consumer, topic).read(rejections::take));
            Set<Place> ahead = read.ahead();
            JobClocks clocks = new JobClocks(events, ahead);
            if (!ahead.isEmpty()) {
                new TopicSnapshot(consumer, answers).read(clocks::take);
            }
            LogSummary summary = read.handOn(rejections, clocks, taken);
            rejections.words().ifPresent(out::println);
            out.flush();
            if (summary.events() == 0) {
                throw new CommandException(
                        "topic " + events + " holds no event between these offsets that the job took;"
                                + " name another --from or --until, or check --events-format");
            }
            return summary;
        }
    }

    private static Optional<String> missing(StartPoint place, TopicSnapshot topic) {
        return place instanceof StartPoint.At offsets ? offsets.missing(topic.firstOffsets()) : Optional.empty();
    }

    private static TopicSnapshot snapshot(
            org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer, String topic) {
        try {
            return new TopicSnapshot(consumer, topic);
        } catch (CommandException e) {
            throw new CommandException(
                    e.getMessage() + "; --rejected-topic names it, or says none where no job has read the events", e);
        }
    }

    private static String places(Map<Integer, Long> offsets) {
        return new StartPoint.At(new TreeMap<>(offsets)).toString();
    }
}
