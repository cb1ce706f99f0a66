package freshet.cli.audit;

import freshet.cli.CommandException;
import freshet.cli.kafka.CreateHint;
import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.TopicIds;
import freshet.cli.kafka.TopicNames;
import freshet.cli.kafka.TopicSnapshot;
import freshet.schema.Recommendation;
import freshet.schema.RejectedEvent;
import freshet.schema.codec.MalformedRecordException;
import freshet.schema.codec.SingleObjectCodec;
import freshet.schema.event.DecodedEvent;
import freshet.schema.event.EventDecoder;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the three topics to their ends as of the start and settles the ledger. For one thread. */
final class Audit {
    private static final byte[] NOTHING = {};

    private final KafkaConnection connection;
    private final TopicNames topics;
    private final EventDecoder decoder;
    private final EventIdentity identity;
    private final SingleObjectCodec<Recommendation> answers = new SingleObjectCodec<>(Recommendation.class);
    private final SingleObjectCodec<RejectedEvent> rejections = new SingleObjectCodec<>(RejectedEvent.class);

    /** @param decoder decodes the events as the job does */
    Audit(KafkaConnection connection, TopicNames topics, EventDecoder decoder) {
        this.connection = connection;
        this.topics = topics;
        this.decoder = decoder;
        this.identity = new EventIdentity(decoder);
    }

    /**
     * Counts the ledger.
     *
     * @param quality judges the recommendations; without it the ledger alone is counted, in less
     *     memory
     * @throws CommandException if a topic is missing, or is made anew meanwhile
     */
    AuditReport run(Optional<AnswerQuality> quality) {
        try (var consumer = connection.consumer();
                Admin admin = connection.admin()) {
            TopicIds ids = TopicIds.of(
                    admin,
                    List.of(topics.recommendations(), topics.rejected(), topics.events()),
                    "check its name, or " + CreateHint.of(connection, topics));
            // The outputs' ends are taken first: what they answer is on the events topic by then.
            TopicSnapshot answered = new TopicSnapshot(consumer, topics.recommendations());
            TopicSnapshot rejected = new TopicSnapshot(consumer, topics.rejected());
            TopicSnapshot events = new TopicSnapshot(consumer, topics.events());
            Ledger ledger = new Ledger(events.topic(), events.firstOffsets(), events.endOffsets());

            events.read(record -> enter(record, ledger, quality));
            ledger.retained(events.firstOffsetsNow());
            rejected.read(record -> decode(
                    rejections,
                    record,
                    ledger,
                    rejection ->
                            ledger.rejection(rejection.getEvent(), identity.of(rejection), rejection.getReason())));
            quality.ifPresent(judge -> {
                answered.read(record -> readable(record).ifPresent(judge::clock)); // before any is judged
                judge.link(ledger);
            });
            answered.read(record -> decode(answers, record, ledger, answer -> {
                if (ledger.answer(answer.getEvent(), identity.of(answer), answer.getEmittedAt())) {
                    quality.ifPresent(judge -> judge.answer(answer));
                }
            }));
            ids.requireSame(admin);
            return new AuditReport(ids.byName(), ledger.settle(), quality.map(AuditReport.Quality::of));
        }
    }

    private void enter(ConsumerRecord<byte[], byte[]> record, Ledger ledger, Optional<AnswerQuality> quality) {
        byte[] value = value(record);
        DecodedEvent decoded = decoder.decode(value);
        boolean readable = decoded instanceof DecodedEvent.Accepted;
        ledger.event(record.partition(), record.offset(), identity.of(decoded, value), readable, record.timestamp());
        if (decoded instanceof DecodedEvent.Accepted accepted) {
            quality.ifPresent(
                    judge -> judge.event(record.partition(), record.offset(), record.timestamp(), accepted.event()));
        }
    }

    private Optional<Recommendation> readable(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.of(answers.decode(value(record)));
        } catch (MalformedRecordException e) {
            return Optional.empty(); // the ledger counts it when the answers are entered
        }
    }

    private static <T extends SpecificRecordBase> void decode(
            SingleObjectCodec<T> codec, ConsumerRecord<byte[], byte[]> record, Ledger ledger, Consumer<T> sink) {
        T decoded;
        try {
            decoded = codec.decode(value(record));
        } catch (MalformedRecordException e) {
            ledger.unreadable(record.topic(), record.partition(), record.offset());
            return;
        }
        sink.accept(decoded);
    }

    private static byte[] value(ConsumerRecord<byte[], byte[]> record) {
        return record.value() == null ? NOTHING : record.value();
    }
}
