package freshet.schema.event;

/** Turns values of the events topic into events or refusals. Threads may share it. */
@FunctionalInterface
public interface EventDecoder {

    /**
     * Decodes one value. Never throws, and allocates in proportion to the value.
     *
     * @param value the value as read; an empty array stands for a tombstone, a record without a value
     */
    DecodedEvent decode(byte[] value);
}
