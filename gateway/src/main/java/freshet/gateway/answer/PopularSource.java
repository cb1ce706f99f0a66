package freshet.gateway.answer;

import freshet.schema.RecommendedItem;
import java.util.List;

/** What is shown to a session without an answer. Threads may share it. */
public interface PopularSource {

    /** The most popular items that may be recommended now. */
    Popular popular();

    /**
     * The most popular items.
     *
     * @param modelVersion of the model that tells them; 0 if there is none
     * @param items best first, with their shares of all events
     */
    record Popular(long modelVersion, List<RecommendedItem> items) {
        /** No model tells any. */
        public static final Popular NONE = new Popular(0, List.of());

        public Popular {
            items = List.copyOf(items);
        }
    }
}
