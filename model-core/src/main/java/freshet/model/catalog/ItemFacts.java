package freshet.model.catalog;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a catalogue says of an item. Immutable.
 *
 * @param available false withholds it
 * @param title what people call it
 * @param attributes by name
 * @param from when it may be recommended from on
 * @param until when it may be recommended no longer
 * @param boost what its weight is multiplied with, above 0; 1 changes nothing
 */
public record ItemFacts(
        boolean available,
        Optional<String> title,
        Map<String, AttributeValue> attributes,
        Optional<Instant> from,
        Optional<Instant> until,
        double boost) {

    public ItemFacts {
        attributes = Map.copyOf(attributes);
    }

    /** Nothing but whether the item may be recommended. */
    public static ItemFacts of(boolean available) {
        return new ItemFacts(available, Optional.empty(), Map.of(), Optional.empty(), Optional.empty(), 1);
    }
}
