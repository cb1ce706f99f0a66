package freshet.schema.event;

import freshet.schema.RejectionReason;
import freshet.schema.SessionEvent;

/** What became of a value read from the events topic. */
public sealed interface DecodedEvent {

    /** A readable event with every field in its range. */
    record Accepted(SessionEvent event) implements DecodedEvent {}

    /**
     * No event, or one with a field out of its range.
     *
     * @param reason {@code MALFORMED} or {@code INVALID}
     * @param detail the reason in words: the field, its value and what would be right
     */
    record Refused(RejectionReason reason, String detail) implements DecodedEvent {}
}
