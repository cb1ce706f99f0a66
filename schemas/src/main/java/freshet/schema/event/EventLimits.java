package freshet.schema.event;

import java.time.Duration;
import java.time.Instant;

/**
 * What an event may be at most. Characters are Unicode code points.
 *
 * @param maxCharacters longest id, type, context key or context value, characters
 * @param maxContextEntries most context entries
 * @param earliest first time that an event may bear
 * @param maxAhead how far an event's time may be ahead of the clock
 * @param maxPayloadBytes largest encoded event, bytes
 */
public record EventLimits(
        int maxCharacters, int maxContextEntries, Instant earliest, Duration maxAhead, int maxPayloadBytes) {
    public static final int DEFAULT_MAX_CHARACTERS = 256;
    public static final int DEFAULT_MAX_CONTEXT_ENTRIES = 64;
    public static final Instant DEFAULT_EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    public static final Duration DEFAULT_MAX_AHEAD = Duration.ofDays(1);
    public static final int DEFAULT_MAX_PAYLOAD_BYTES = 65_536;

    /** The limits that the schema's documentation names. */
    public static final EventLimits DEFAULT = new EventLimits(
            DEFAULT_MAX_CHARACTERS,
            DEFAULT_MAX_CONTEXT_ENTRIES,
            DEFAULT_EARLIEST,
            DEFAULT_MAX_AHEAD,
            DEFAULT_MAX_PAYLOAD_BYTES);
}
