package freshet.model.data.table;

import java.time.ZoneId;
import java.util.Optional;

/**
 * What a user says of a table's times; the rest is guessed.
 *
 * @param form how they are written, if it is not to be guessed
 * @param zone where times without an offset were written
 */
public record TimeSettings(Optional<TimeForm> form, Optional<ZoneId> zone) {
    /** All is guessed. */
    public static final TimeSettings GUESSED = new TimeSettings(Optional.empty(), Optional.empty());
}
