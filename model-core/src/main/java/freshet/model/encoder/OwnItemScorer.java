package freshet.model.encoder;

import freshet.model.ExcludedItems;
import freshet.model.RankedItems;
import freshet.model.ScoreRows;
import freshet.model.SessionBatch;
import freshet.model.scoring.ItemHead;
import freshet.model.scoring.ItemScorer;

/**
 * Scores all items, and adds to the scores of a session's own ones what {@link
 * freshet.model.scoring.OwnItemBias} says. All other items are ranked by any scorer, with the own
 * ones excluded; these, some dozens at most, are scored here and put in between. With Z the sum of
 * e^score over the others, s their first one's score and p its share,
 *
 * <pre>
 *   log Z = s − log p     share of item i: e^(s_i) / (Z + Σ_own e^(s_j))
 * </pre>
 *
 * <p>Allocates nothing per call after the first. For one thread.
 */
final class OwnItemScorer implements SessionScorer, ScoreRows {
    private final ItemHead head;
    private final ItemScorer scorer;
    private final int maxBatch;
    private final OwnItems own;
    private final RankedItems others; // (maxBatch, k)
    private ExcludedItems excluded = new ExcludedItems(0, 0); // what the batch excludes, and own items
    private int most; // rows of a list of these
    private int[] rows = {}; // own items that may be ranked, best first
    private float[] scores = {};
    private int count;
    private float[] all = {}; // (items)
    private SessionBatch batch;
    private ScoreRows out = (session, row) -> {};

    /** @param scorer of the same head; this one closes it */
    OwnItemScorer(ItemHead head, ItemScorer scorer, int maxBatch, int k) {
        this.head = head;
        this.scorer = scorer;
        this.maxBatch = maxBatch;
        this.own = new OwnItems(head.own());
        this.others = new RankedItems(maxBatch, k);
        this.batch = new SessionBatch(0, 0, 0);
    }

    @Override
    public void top(float[] queries, SessionBatch batch, RankedItems ranked) {
        exclude(batch);
        scorer.top(queries, batch.size(), excluded, others);
        for (int session = 0; session < batch.size(); session++) {
            score(queries, batch, session);
            merge(queries, session, ranked);
        }
    }

    private void exclude(SessionBatch batch) {
        if (most < 2 * batch.maxItems()) {
            most = 2 * batch.maxItems();
            excluded = new ExcludedItems(maxBatch, most);
            rows = new int[batch.maxItems()];
            scores = new float[batch.maxItems()];
        }
        excluded.withhold(batch.excluded().withheld());
        excluded.boost(batch.excluded().boosts());
        for (int session = 0; session < batch.size(); session++) {
            excluded.clear(session);
            for (int i = 0; i < batch.excluded().count(session); i++) {
                excluded.add(session, batch.excluded().row(session, i));
            }
            own.read(batch, session);
            for (int i = 0; i < own.count(); i++) {
                excluded.add(session, own.row(i));
            }
        }
    }

    /** Of the own items that may be ranked. */
    private void score(float[] queries, SessionBatch batch, int session) {
        own.read(batch, session);
        count = 0;
        for (int i = 0; i < own.count(); i++) {
            if (!batch.excluded().contains(session, own.row(i))) {
                float score = boosted(own.row(i), queries, session) + own.bias(i);
                if (score > Float.NEGATIVE_INFINITY) {
                    insert(own.row(i), score);
                }
            }
        }
    }

    /** An item's score, as the other scorer has it. */
    private float boosted(int row, float[] queries, int session) {
        return head.score(row, queries, session * head.width())
                + excluded.boosts().log(row);
    }

    private void insert(int row, float score) {
        int at = count++;
        while (at > 0 && before(score, row, scores[at - 1], rows[at - 1])) {
            rows[at] = rows[at - 1];
            scores[at] = scores[at - 1];
            at--;
        }
        rows[at] = row;
        scores[at] = score;
    }

    /** The better score first, equal ones in vocabulary order. */
    private static boolean before(float score, int row, float otherScore, int otherRow) {
        return score > otherScore || score == otherScore && row < otherRow;
    }

    private void merge(float[] queries, int session, RankedItems ranked) {
        double logOthers = logOthers(queries, session);
        double max = count > 0 ? Math.max(scores[0], logOthers) : logOthers;
        double total = Math.exp(logOthers - max);
        for (int i = 0; i < count; i++) {
            total += Math.exp(scores[i] - max);
        }
        double share = Math.exp(logOthers - max) / total; // of all other items
        ranked.clear(session);
        int other = 0;
        int at = 0;
        while (ranked.count(session) < ranked.k() && (other < others.count(session) || at < count)) {
            if (at < count && (other == others.count(session) || ownIsNext(queries, session, other, at))) {
                ranked.add(session, rows[at], (float) (Math.exp(scores[at] - max) / total));
                at++;
            } else {
                ranked.add(session, others.row(session, other), (float) (share * others.probability(session, other)));
                other++;
            }
        }
    }

    private boolean ownIsNext(float[] queries, int session, int other, int at) {
        int row = others.row(session, other);
        return before(scores[at], rows[at], boosted(row, queries, session), row);
    }

    /** log Z; −∞ where there is no other item. */
    private double logOthers(float[] queries, int session) {
        return others.count(session) == 0
                ? Double.NEGATIVE_INFINITY
                : boosted(others.row(session, 0), queries, session) - Math.log(others.probability(session, 0));
    }

    @Override
    public void scores(float[] queries, SessionBatch batch, ScoreRows out) {
        this.batch = batch;
        this.out = out;
        if (all.length == 0) {
            all = new float[head.items()];
        }
        scorer.scores(queries, batch.size(), this);
    }

    @Override
    public void row(int session, float[] scored) {
        System.arraycopy(scored, 0, all, 0, all.length);
        own.read(batch, session);
        for (int i = 0; i < own.count(); i++) {
            all[own.row(i)] += own.bias(i);
        }
        out.row(session, all);
    }

    @Override
    public void close() {
        scorer.close();
    }
}
