package freshet.model.data.table;

import java.util.Map;
import java.util.Optional;

/**
 * What a user says of a table; the rest is guessed.
 *
 * @param columns names of columns, as the header has them
 * @param separator what parts the fields
 * @param times how times are written
 */
public record TableSettings(Map<TableColumn, String> columns, Optional<Separator> separator, TimeSettings times) {
    /** All is guessed. */
    public static final TableSettings GUESSED = new TableSettings(Map.of(), Optional.empty(), TimeSettings.GUESSED);

    public TableSettings {
        columns = Map.copyOf(columns);
    }
}
