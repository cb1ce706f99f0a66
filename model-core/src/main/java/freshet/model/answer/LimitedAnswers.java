package freshet.model.answer;

import freshet.model.BatchRecommender;
import freshet.model.ExcludedItems;
import freshet.model.NextItemModel;
import freshet.model.RankedItems;
import freshet.model.SessionBatch;
import java.util.Optional;

/**
 * Leaves in each answer at most so many items per value of an attribute: the best ones, and for
 * those that are left out the next ones. The answer is that of going through all items by rank. A
 * ranking of some depth does for most sessions; where it does not, the session is ranked anew with
 * all items. For one thread.
 */
final class LimitedAnswers implements AutoCloseable {
    private static final int TIMES = 5; // as deep as the answer is long
    private static final int LEAST = 100;

    private final NextItemModel model;
    private final RuleRows rows;
    private final int maxItems;
    private final RankedItems limited; // (maxBatch, k), by slot
    private final RankedItems popular; // (1, k)
    private Optional<Whole> whole = Optional.empty(); // once it is needed

    /**
     * @param maxItems most items of a session
     * @param k items wanted per session
     */
    LimitedAnswers(NextItemModel model, RuleRows rows, int maxBatch, int maxItems, int k) {
        this.model = model;
        this.rows = rows;
        this.maxItems = maxItems;
        this.limited = new RankedItems(maxBatch, k);
        this.popular = new RankedItems(1, k);
    }

    /** How many items are ranked where {@code k} are wanted. */
    static int depth(NextItemModel model, int k) {
        return Math.max(k, Math.min(model.vocabulary().size(), Math.max(TIMES * k, LEAST)));
    }

    /** Limits the answer of a session of the batch. */
    void limit(SessionBatch batch, RankedItems deep, int slot, PopularAnswer popularItems) {
        rows.limit(deep, slot, limited, slot);
        boolean mayGoOn = limited.count(slot) < limited.k() && deep.count(slot) == deep.k();
        if (mayGoOn && deep.k() < model.vocabulary().size()) {
            RankedItems all = whole().rank(batch, slot, popularItems);
            rows.limit(all, 0, limited, slot);
        }
    }

    /** Limits the popular answer. */
    void limitPopular(PopularAnswer items, ExcludedItems excluded) {
        RankedItems deep = items.under(excluded.withheld(), excluded.boosts());
        rows.limit(deep, 0, popular, 0);
        if (popular.count(0) < popular.k() && deep.count(0) == deep.k()) {
            RankedItems all = new RankedItems(1, model.vocabulary().size());
            items.whole(all);
            rows.limit(all, 0, popular, 0);
        }
    }

    /** The limited answers, by slot. */
    RankedItems answers() {
        return limited;
    }

    /** The limited popular answer, in row 0. */
    RankedItems popular() {
        return popular;
    }

    private Whole whole() {
        Whole made = whole.orElseGet(() -> new Whole(model, maxItems));
        whole = Optional.of(made);
        return made;
    }

    @Override
    public void close() {
        whole.ifPresent(made -> made.recommender.close());
    }

    /** Ranks all items for one session. */
    private static final class Whole {
        private final BatchRecommender recommender;
        private final SessionBatch batch;
        private final RankedItems ranked; // (1, items)

        Whole(NextItemModel model, int maxItems) {
            int items = model.vocabulary().size();
            recommender = model.newRecommender(1, items);
            batch = new SessionBatch(1, maxItems, model.stateWidth());
            ranked = new RankedItems(1, items);
        }

        RankedItems rank(SessionBatch from, int slot, PopularAnswer popular) {
            batch.clear();
            batch.add();
            for (int position = 0; position < from.length(slot); position++) {
                batch.append(0, from.item(slot, position), from.time(slot, position));
            }
            batch.excluded().withhold(from.excluded().withheld());
            batch.excluded().boost(from.excluded().boosts());
            for (int i = 0; i < from.excluded().count(slot); i++) {
                batch.excluded().add(0, from.excluded().row(slot, i));
            }
            recommender.recommend(batch, ranked);
            if (ranked.count(0) == 0) {
                popular.rankAll(0, batch.excluded(), ranked);
            }
            return ranked;
        }
    }
}
