package freshet.serving;

import freshet.model.trend.CountedItem;
import java.util.List;
import java.util.Optional;

/**
 * What one record of the lists topic says of trending items.
 *
 * @param category of all items; empty: of any category
 * @param items best first; none: the record forgets the list
 */
public record TrendUpdate(Optional<String> category, List<CountedItem> items) implements Notice {
    public TrendUpdate {
        items = List.copyOf(items);
    }
}
