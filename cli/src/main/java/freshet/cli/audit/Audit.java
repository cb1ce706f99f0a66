package freshet.cli.audit;

import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.TopicNames;
import freshet.cli.kafka.TopicSnapshot;
import freshet.schema.Recommendation;
import freshet.schema.RejectedEvent;
import freshet.schema.codec.MalformedRecordException;
import freshet.schema.codec.SingleObjectCodec;
import freshet.schema.event.DecodedEvent;
import freshet.schema.event.EventDecoder;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the three topics to their ends as of the start and settles the ledger. For one thread. */
final class Audit {
    private static final byte[] NOTHING = {};

    private final KafkaConnection connection;
    private final TopicNames topics;
    private final EventDecoder decoder;
    private final SingleObjectCodec<Recommendation> answers = new SingleObjectCodec<>(Recommendation.class);
    private final SingleObjectCodec<RejectedEvent> rejections = new SingleObjectCodec<>(RejectedEvent.class);

    /** @param decoder decodes the events as the job does */
    Audit(KafkaConnection connection, TopicNames topics, EventDecoder decoder) {
        this.connection = connection;
        this.topics = topics;
        this.decoder = decoder;
    }

    /** @param quality judges the recommendations; without it the ledger alone is counted, in less memory */
    AuditReport run(Optional<AnswerQuality> quality) {
        try (var consumer = connection.consumer()) {
            // The outputs' ends are taken first: whatever they answer stands on the events topic by then.
            TopicSnapshot answered = new TopicSnapshot(consumer, topics.recommendations());
            TopicSnapshot rejected = new TopicSnapshot(consumer, topics.rejected());
            TopicSnapshot events = new TopicSnapshot(consumer, topics.events());
            Ledger ledger = new Ledger(events.topic(), events.firstOffsets());

            events.read(record -> {
                ledger.event(record.partition(), record.offset());
                quality.ifPresent(judge -> offer(record, judge));
            });
            rejected.read(record -> decode(
                    rejections,
                    record,
                    ledger,
                    rejection -> ledger.rejection(rejection.getEvent(), rejection.getReason())));
            quality.ifPresent(judge -> judge.link(ledger));
            answered.read(record -> decode(answers, record, ledger, answer -> {
                if (ledger.answer(answer.getEvent())) {
                    quality.ifPresent(judge -> judge.answer(answer));
                }
            }));
            return new AuditReport(
                    ledger.settle(), quality.map(judge -> new AuditReport.Quality(judge.overall(), judge.byVersion())));
        }
    }

    private void offer(ConsumerRecord<byte[], byte[]> record, AnswerQuality judge) {
        if (decoder.decode(value(record)) instanceof DecodedEvent.Accepted accepted) {
            judge.event(record.partition(), record.offset(), accepted.event());
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
