package freshet.model.answer.single;

import freshet.model.BatchRecommender;
import freshet.model.ExcludedItems;
import freshet.model.NextItemModel;
import freshet.model.PopularItems;
import freshet.model.RankedItems;
import freshet.model.SessionBatch;
import freshet.model.Vocabulary;
import freshet.model.WithheldItems;
import freshet.model.answer.SessionAnswerer.AnswerSource;
import freshet.model.load.ServedModel;
import freshet.model.session.SessionRules;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;

/**
 * Ranks items for one session as the job does: from the newest retained items that the model knows,
 * and by popularity where the model ranks nothing. Folds each session from its start. For one
 * thread.
 */
final class SingleRanking implements AutoCloseable {
    /** The only row of {@link #ranked}. */
    static final int ONLY = 0;

    private static final int UNKNOWN = -1;

    private final Vocabulary vocabulary;
    private final PopularItems popular;
    private final int maxItems;
    private final long timeMillis;
    private final BatchRecommender recommender;
    private final SessionBatch batch; // (1)
    private final RankedItems ranked; // (1, k)

    /**
     * @param timeMillis of all events, milliseconds since 1970
     * @param k items wanted, at least 1
     */
    SingleRanking(ServedModel served, SessionRules rules, long timeMillis, int k) {
        this.timeMillis = timeMillis;
        NextItemModel model = served.model();
        vocabulary = model.vocabulary();
        popular = served.popular();
        maxItems = rules.maxItems();
        recommender = model.newRecommender(1, k);
        batch = new SessionBatch(1, maxItems, model.stateWidth());
        ranked = new RankedItems(1, k);
    }

    /** The items that the model ranks. */
    Vocabulary vocabulary() {
        return vocabulary;
    }

    /** The items of a session that its answer rests on: the newest ones, oldest first. A view. */
    List<String> retained(List<String> session) {
        return session.subList(Math.max(0, session.size() - maxItems), session.size());
    }

    /** The rows of the items that a test names. */
    WithheldItems rowsOf(Predicate<String> test) {
        BitSet rows = new BitSet(vocabulary.size());
        for (int row = 0; row < vocabulary.size(); row++) {
            rows.set(row, test.test(vocabulary.item(row)));
        }
        return new WithheldItems(rows);
    }

    /**
     * Ranks anew; the ranking is there until the next call.
     *
     * @param retained items, oldest first, no more than are retained; unknown ones are skipped
     * @param withheld what is neither ranked nor counted in the probabilities
     */
    AnswerSource rank(List<String> retained, WithheldItems withheld) {
        batch.clear();
        batch.add();
        ExcludedItems excluded = batch.excluded();
        excluded.withhold(withheld);
        for (String item : retained) {
            int row = vocabulary.rowOr(item, UNKNOWN);
            if (row != UNKNOWN) {
                batch.append(ONLY, row, timeMillis);
            }
        }
        ranked.clear(ONLY);
        if (batch.length(ONLY) > 0) {
            recommender.recommend(batch, ranked);
        }
        if (ranked.count(ONLY) > 0) {
            return AnswerSource.MODEL;
        }
        if (withheld.isEmpty()) {
            popular.rank(ONLY, ranked);
        } else {
            popular.rank(ONLY, excluded, ranked);
        }
        return AnswerSource.POPULAR;
    }

    /** The ranking, in its only row. */
    RankedItems ranked() {
        return ranked;
    }

    @Override
    public void close() {
        recommender.close();
    }
}
