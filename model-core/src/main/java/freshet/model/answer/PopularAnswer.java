package freshet.model.answer;

import freshet.model.ExcludedItems;
import freshet.model.ItemBoosts;
import freshet.model.PopularItems;
import freshet.model.RankedItems;
import freshet.model.WithheldItems;

/**
 * The most popular items that may be recommended: the same answer to everybody, but for a session's
 * own items. Ranked again when it is wanted after what is withheld has changed. For one thread.
 */
final class PopularAnswer {
    private static final int ANSWER = 0; // the only row

    private final PopularItems popular;
    private final RankedItems ranked; // (1, k)
    private final ExcludedItems excluded = new ExcludedItems(1, 0);

    PopularAnswer(PopularItems popular, int k) {
        this.popular = popular;
        this.ranked = new RankedItems(1, k);
        popular.rank(ANSWER, ranked);
    }

    /** The answer to everybody, in row 0. */
    RankedItems under(WithheldItems withheld, ItemBoosts boosts) {
        if (withheld != excluded.withheld() || boosts != excluded.boosts()) {
            excluded.withhold(withheld);
            excluded.boost(boosts);
            if (withheld.isEmpty() && boosts.isEmpty()) {
                popular.rank(ANSWER, ranked);
            } else {
                popular.rank(ANSWER, excluded, ranked);
            }
        }
        return ranked;
    }

    /** Fills a list with as many items as it takes, by what was told last. */
    void whole(RankedItems out) {
        popular.rank(ANSWER, excluded, out);
    }

    /** Fills the list of one session with as many items as it takes. */
    void rankAll(int session, ExcludedItems without, RankedItems out) {
        popular.rank(session, without, out);
    }

    /** Fills the list of one session, which may have items of its own that it never gets. */
    void rank(int session, ExcludedItems without, RankedItems out) {
        if (without.count(session) > 0) {
            popular.rank(session, without, out);
            return;
        }
        RankedItems all = under(without.withheld(), without.boosts());
        out.clear(session);
        for (int rank = 0; rank < all.count(ANSWER); rank++) {
            out.add(session, all.row(ANSWER, rank), all.probability(ANSWER, rank));
        }
    }
}
