package freshet.schema.event;

import freshet.schema.RejectionReason;
import freshet.schema.SessionEvent;
import freshet.schema.codec.Excerpt;
import freshet.schema.codec.MalformedRecordException;
import java.util.Locale;
import java.util.Optional;

/** Puts the same checks around every encoding: the size before anything is read, the fields after. Threads may share it. */
final class CheckedEventDecoder implements EventDecoder {
    private final EventReader reader;
    private final EventValidator validator;
    private final int maxPayloadBytes;

    CheckedEventDecoder(EventReader reader, EventValidator validator, int maxPayloadBytes) {
        this.reader = reader;
        this.validator = validator;
        this.maxPayloadBytes = maxPayloadBytes;
    }

    @Override
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
            event = reader.read(value);
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
