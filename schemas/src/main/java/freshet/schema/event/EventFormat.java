package freshet.schema.event;

import freshet.schema.SessionEvent;
import java.time.Clock;
import java.util.function.Function;

/** The encodings in which events arrive: setting {@code events.format}. */
public enum EventFormat {
    /**
     * {@link #AVRO} or {@link #JSON}, each event as its first bytes tell. Where events are written,
     * it is {@link #AVRO}.
     */
    AUTO(AvroOrJsonEvents::read, AvroEvents::write),
    /** Avro single-object encoding of {@link SessionEvent}. */
    AVRO(AvroEvents::read, AvroEvents::write),
    /** One JSON object with the fields of {@link SessionEvent}, in UTF-8. */
    JSON(JsonEvents::read, JsonEvents::write);

    private final Function<byte[], SessionEvent> reader;
    private final Function<SessionEvent, byte[]> writer;

    EventFormat(Function<byte[], SessionEvent> reader, Function<SessionEvent, byte[]> writer) {
        this.reader = reader;
        this.writer = writer;
    }

    /**
     * A decoder of this encoding.
     *
     * @param clock tells how late it is, against which an event's time is checked
     */
    public EventDecoder decoder(EventLimits limits, Clock clock) {
        return new EventDecoder(reader, new EventValidator(limits, clock), limits.maxPayloadBytes());
    }

    /** The event in this encoding, in an array of its own. Nothing is validated. */
    public byte[] encode(SessionEvent event) {
        return writer.apply(event);
    }
}
