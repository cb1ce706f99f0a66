package freshet.gateway.answer;

import freshet.gateway.http.Call;
import freshet.schema.RecommendedItem;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which items of a list a caller wants: some behind others, without some.
 *
 * @param most how many at most
 * @param offset how many to pass over, after those that are left out
 * @param exclude ids to leave out
 */
record Selection(int most, int offset, Set<String> exclude) {
    static final int MOST = 1_000;

    private static final int USUAL = 20;

    /** As the query parameters n, offset and exclude say. */
    static Selection of(Call call) {
        return new Selection(
                call.integer("n", USUAL, 1, MOST),
                call.integer("offset", 0, 0, MOST),
                new HashSet<>(call.list("exclude")));
    }

    /**
     * The wanted ones, in their order.
     *
     * @param withheld whether an item may not be recommended now
     */
    List<RecommendedItem> of(List<RecommendedItem> items, Predicate<String> withheld) {
        return items.stream()
                .filter(item -> !exclude.contains(item.getItemId()) && !withheld.test(item.getItemId()))
                .skip(offset)
                .limit(most)
                .toList();
    }
}
