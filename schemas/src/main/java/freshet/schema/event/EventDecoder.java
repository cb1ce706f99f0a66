package freshet.schema.event;

import freshet.schema.RejectionReason;
import freshet.schema.SessionEvent;
import freshet.schema.codec.Excerpt;
import freshet.schema.codec.MalformedRecordException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Turns values of the events topic into events or refusals, with the same checks around every
 * encoding: the size before anything is read, the fields after. Threads may share it.
 */
public final class EventDecoder {
    private final Function<byte[], SessionEvent> reader;
    private final EventValidator validator;
    private final int maxPayloadBytes;

    /**
     * @param reader reads one encoding, with any values of the fields; throws
     *     {@link MalformedRecordException} if the bytes are no event
     */
    EventDecoder(Function<byte[], SessionEvent> reader, EventValidator validator, int maxPayloadBytes) {
        this.reader = reader;
        this.validator = validator;
        this.maxPayloadBytes = maxPayloadBytes;
    }

    /**
     * Decodes one value. Never throws, and allocates in proportion to the value.
     *
     * @param value the value as read; an empty array means a tombstone, a record without a value
     */
    public DecodedEvent decode(byte[] value) {
        if (value.length == 0) {
            return malformed("the record has no value; an event must be sent as its value");
        }
        if (value.length > maxPayloadBytes) {
            return malformed(String.format(
                    Locale.ROOT,
                    "the value has %,d bytes; at most %,d are allowed, so it was not read",
                    value.length,
                    maxPayloadBytes));
        }
        SessionEvent event;
        try {
            event = reader.apply(value);
        } catch (MalformedRecordException e) {
            return malformed(Excerpt.of(e.getMessage(), Excerpt.SENTENCE));
        }
        Optional<String> fault = validator.fault(event);
        return fault.isPresent()
                ? new DecodedEvent.Refused(RejectionReason.INVALID, fault.get())
                : new DecodedEvent.Accepted(event);
    }

    private static DecodedEvent malformed(String detail) {
        return new DecodedEvent.Refused(RejectionReason.MALFORMED, detail);
    }
}
