package freshet.schema.event;

import freshet.schema.SessionEvent;
import freshet.schema.codec.Excerpt;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Checks that every field of an event is in its range, the same for all encodings. Threads may
 * share it.
 */
public final class EventValidator {
    private final EventLimits limits;
    private final Clock clock;

    /** @param clock tells how late it is, against which an event's time is checked */
    public EventValidator(EventLimits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * The first fault of the event in words (the field, its value, what would be right), or empty
     * if it has none.
     */
    public Optional<String> fault(SessionEvent event) {
        return id("sessionId", event.getSessionId())
                .or(() -> id("itemId", event.getItemId()))
                .or(() -> time(event.getEventTime()))
                .or(() -> text("eventType", event.getEventType()))
                .or(() -> event.getEventId().flatMap(id -> text("eventId", id)))
                .or(() -> event.getUserId().flatMap(id -> text("userId", id)))
                .or(() -> context(event.getContext()));
    }

    private Optional<String> id(String field, String value) {
        return value.isEmpty()
                ? Optional.of(field + " is empty; it must have 1 to " + limits.maxCharacters() + " characters")
                : text(field, value);
    }

    private Optional<String> text(String field, String value) {
        if (value.length() > limits.maxCharacters()) {
            int characters = value.codePointCount(0, value.length());
            if (characters > limits.maxCharacters()) {
                return Optional.of(field + " " + Excerpt.quoted(value) + " has " + characters + " characters; at most "
                        + limits.maxCharacters() + " are allowed");
            }
        }
        if (hasLoneSurrogate(value)) {
            return Optional.of(field + " " + Excerpt.quoted(value)
                    + " has half of a surrogate pair; every character must be a whole one");
        }
        return Optional.empty();
    }

    private Optional<String> time(Instant time) {
        if (time.isBefore(limits.earliest())) {
            return Optional.of("eventTime " + millis(time) + " is before " + limits.earliest()
                    + "; it must be in milliseconds since 1970-01-01 UTC");
        }
        Instant latest = clock.instant().plus(limits.maxAhead());
        if (time.isAfter(latest)) {
            return Optional.of("eventTime " + millis(time) + " is after " + millis(latest) + "; it must be at most "
                    + limits.maxAhead().toHours() + " hours ahead of the clock");
        }
        return Optional.empty();
    }

    private static Instant millis(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS);
    }

    private Optional<String> context(Map<String, String> context) {
        if (context.isEmpty()) {
            return Optional.empty(); // as most are
        }
        if (context.size() > limits.maxContextEntries()) {
            return Optional.of("context has " + context.size() + " entries; at most " + limits.maxContextEntries()
                    + " are allowed");
        }
        return context.entrySet().stream()
                .flatMap(entry -> Stream.of(
                        text("context key", entry.getKey()),
                        text("context value of " + Excerpt.quoted(entry.getKey()), entry.getValue())))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static boolean hasLoneSurrogate(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (Character.isSurrogate(value.charAt(i))) {
                boolean pair =
                        i + 1 < value.length() && Character.isSurrogatePair(value.charAt(i), value.charAt(i + 1));
                if (!pair) {
                    return true;
                }
                i++; // past its second half
            }
        }
        return false;
    }
}
