package freshet.job.stream.event;

import freshet.job.stream.AcceptedEvent;
import freshet.job.stream.Incoming;
import freshet.job.stream.Rejection;
import freshet.job.stream.StreamType;
import freshet.model.session.Arrival;
import freshet.model.session.EventKeys;
import freshet.model.session.ItemEvent;
import freshet.schema.EventCoordinates;
import freshet.schema.SessionEvent;
import freshet.schema.event.DecodedEvent;
import freshet.schema.event.EventDecoder;
import freshet.schema.event.EventFormat;
import freshet.schema.event.EventLimits;
import freshet.schema.event.RejectedEvents;
import java.time.Clock;
import java.util.Optional;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Makes of every record of the events topic exactly one {@link Incoming}; no input makes it throw.
 * For one thread.
 */
public final class EventDeserializer implements KafkaRecordDeserializationSchema<Incoming> {
    private static final long serialVersionUID = 1L;
    private static final byte[] NOTHING = {};

    private final EventFormat format;
    private final Clock clock;
    private transient EventDecoder decoder;
    private transient EventKeys eventKeys;
    private transient RecordTimes times;
    private transient Counter nanos;
    private transient @Nullable OffsetGaps gaps;

    /**
     * @param clock tells how far ahead an event's time is; must be serializable, as the JDK's
     *     clocks are
     */
    public EventDeserializer(EventFormat format, Clock clock) {
        this.format = format;
        this.clock = clock;
    }

    /** @param told of the offset of every record from now on */
    void follow(OffsetGaps told) {
        this.gaps = told;
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        decoder = format.decoder(EventLimits.DEFAULT, clock);
        eventKeys = new EventKeys();
        times = new RecordTimes(
                EventLimits.DEFAULT, clock, context.getMetricGroup().counter("impossibleRecordTimestamps"));
        nanos = context.getMetricGroup().addGroup("stage", "decode").counter("nanos");
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Incoming> out) {
        if (gaps != null) {
            gaps.read(record.partition(), record.offset());
        }
        long start = System.nanoTime();
        Incoming incoming = decode(record);
        nanos.inc(System.nanoTime() - start);
        out.collect(incoming);
    }

    private Incoming decode(ConsumerRecord<byte[], byte[]> record) {
        byte[] key = Optional.ofNullable(record.key()).orElse(NOTHING);
        byte[] value = Optional.ofNullable(record.value()).orElse(NOTHING);
        EventCoordinates coordinates = new EventCoordinates(record.topic(), record.partition(), record.offset());
        DecodedEvent decoded = decoder.decode(value);
        if (decoded instanceof DecodedEvent.Accepted accepted) {
            SessionEvent event = accepted.event();
            long recordMillis = times.believed(record);
            return new AcceptedEvent(
                    event.getSessionId(), remembered(event, recordMillis), coordinates, recordMillis, key, value);
        }
        DecodedEvent.Refused refused = (DecodedEvent.Refused) decoded;
        return Rejection.of(key, RejectedEvents.of(refused.reason(), refused.detail(), coordinates, value));
    }

    /**
     * An event from a clock that is ahead has its place at its arrival: a later one would capture
     * the session.
     */
    private ItemEvent remembered(SessionEvent event, long recordMillis) {
        long said = event.getEventTime().toEpochMilli();
        long bounded = Arrival.bounded(said, recordMillis, clock.millis());
        return new ItemEvent(
                event.getItemId(),
                bounded,
                event.getEventType(),
                eventKeys.key(event.getEventId().orElse("")),
                said - bounded);
    }

    @Override
    public TypeInformation<Incoming> getProducedType() {
        return StreamType.INCOMING;
    }
}
