package freshet.schema.event;

import freshet.schema.SessionEvent;
import freshet.schema.codec.SingleObjectCodec;
import java.time.Clock;
import java.util.function.Function;

/** The encodings in which events arrive: setting {@code events.format}. */
public enum EventFormat {
    /** Avro single-object encoding of {@link SessionEvent}. */
    AVRO(new SingleObjectCodec<>(SessionEvent.class)),
    /** One JSON object with the fields of {@link SessionEvent}, in UTF-8. */
    JSON(JsonEvents::read, JsonEvents::write);

    private final Function<byte[], SessionEvent> reader;
    private final Function<SessionEvent, byte[]> writer;

    EventFormat(SingleObjectCodec<SessionEvent> codec) {
        this(codec::decode, codec::encode);
    }

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
