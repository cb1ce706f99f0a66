package freshet.gateway.model;

import java.util.List;
import java.util.Optional;

/**
 * What is recommended to a session.
 *
 * @param modelVersion that answers; 0 before any model
 * @param source where the items come from
 * @param position events of the session that it rests on
 * @param matching items that pass the filter and may be recommended, if there was a filter: with
 *     fewer of them than are wanted the answer has all that the model ranks
 * @param items best first
 */
public record Answer(long modelVersion, Source source, int position, Optional<Integer> matching, List<Item> items) {
    public Answer {
        items = List.copyOf(items);
    }

    /** Where items come from, as the records of {@code recommendations} say it. */
    public enum Source {
        MODEL,
        POPULAR,
        NONE
    }

    /**
     * An item.
     *
     * @param probability among what may be recommended, in [0, 1]
     */
    public record Item(String itemId, float probability) {}
}
