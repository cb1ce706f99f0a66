package freshet.model.answer;

import freshet.model.ExcludedItems;
import freshet.model.RankedItems;
import freshet.model.Vocabulary;
import freshet.model.session.SessionRules;
import freshet.model.session.SessionState;
import freshet.model.trend.CountedItem;
import freshet.model.trend.TrendingItems;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What trends, for sessions for which the model ranks nothing. An item's probability is
 *
 * <pre>0.9 × share in the list of the category + 0.1 × share in the list of all items</pre>
 *
 * (linear interpolation, Jelinek and Mercer 1980), or the latter share alone where the category has
 * no list. Shares are by decayed counts, times an item's boost, among what may be recommended and
 * the model has a row for. Where the lists are too short, popular items follow with a probability
 * of 0. For one thread; each answer allocates.
 */
final class TrendAnswers {
    private static final double OF_CATEGORY = 0.9;
    private static final int UNKNOWN = -1;

    private final ItemRules items;
    private final TrendingItems trends;
    private final Vocabulary vocabulary;
    private final SessionRules rules;
    private final RankedItems ranked; // (maxBatch, depth), by place of the session
    private final RankedItems limited; // (maxBatch, k)

    /**
     * @param depth items ranked per session
     * @param k items wanted per session
     */
    TrendAnswers(
            ItemRules items,
            TrendingItems trends,
            Vocabulary vocabulary,
            SessionRules rules,
            int maxBatch,
            int depth,
            int k) {
        this.items = items;
        this.trends = trends;
        this.vocabulary = vocabulary;
        this.rules = rules;
        this.ranked = new RankedItems(maxBatch, depth);
        this.limited = new RankedItems(maxBatch, k);
    }

    /**
     * Ranks for one session.
     *
     * @param place where the session is among those that are answered
     * @param excluded what nobody gets, and in row {@code slot} what this session does not; a
     *     negative slot: nothing else
     * @param popular follows in row {@code popularRow} where the lists are too short
     * @return whether a list has an item for it; if not, there is no answer
     */
    boolean rank(
            int place, SessionState session, ExcludedItems excluded, int slot, RankedItems popular, int popularRow) {
        Map<Integer, Double> weights = new HashMap<>(); // by row
        Optional<String> category = category(session);
        boolean ofCategory = category.isPresent() && add(trends.of(category), OF_CATEGORY, excluded, slot, weights);
        add(trends.of(Optional.empty()), ofCategory ? 1 - OF_CATEGORY : 1, excluded, slot, weights);
        ranked.clear(place);
        if (weights.isEmpty()) {
            return false;
        }
        double total = weights.values().stream().mapToDouble(weight -> weight).sum();
        weights.entrySet().stream()
                .sorted(Map.Entry.<Integer, Double>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(ranked.k())
                .forEach(item -> ranked.add(place, item.getKey(), (float) (item.getValue() / total)));
        for (int rank = 0; rank < popular.count(popularRow) && ranked.count(place) < ranked.k(); rank++) {
            int row = popular.row(popularRow, rank);
            if (!weights.containsKey(row)) {
                ranked.add(place, row, 0);
            }
        }
        return true;
    }

    /** The category of the newest of the session's items that has one. */
    private Optional<String> category(SessionState session) {
        Optional<String> category = Optional.empty();
        int first = session.answeredFrom(rules);
        for (int place = session.answeredTo(rules) - 1; place >= first && category.isEmpty(); place--) {
            if (session.restsOn(place)) {
                String item = session.event(place).itemId();
                category = trends.attribute().flatMap(attribute -> items.text(item, attribute));
            }
        }
        return category;
    }

    /**
     * Adds the shares of a list.
     *
     * @param weight of all of it
     * @return whether it has an item for the session
     */
    private boolean add(
            List<CountedItem> list, double weight, ExcludedItems excluded, int slot, Map<Integer, Double> weights) {
        Map<Integer, Double> counts = new HashMap<>();
        double total = 0;
        for (CountedItem item : list) {
            int row = vocabulary.rowOr(item.itemId(), UNKNOWN);
            if (row != UNKNOWN && item.count() > 0 && !excludes(excluded, slot, row)) {
                double count = item.count() * excluded.boosts().factor(row);
                counts.put(row, count);
                total += count;
            }
        }
        for (Map.Entry<Integer, Double> item : counts.entrySet()) {
            weights.merge(item.getKey(), weight * item.getValue() / total, Double::sum);
        }
        return !counts.isEmpty();
    }

    private static boolean excludes(ExcludedItems excluded, int slot, int row) {
        return slot < 0 ? excluded.withheld().contains(row) : excluded.contains(slot, row);
    }

    /** Leaves in each answer what a limit allows. */
    void limit(RuleRows rows, int place) {
        rows.limit(ranked, place, limited, place);
    }

    /** The answers, by place of the session. */
    RankedItems answers() {
        return ranked;
    }

    /** The same after {@link #limit}. */
    RankedItems limited() {
        return limited;
    }
}
