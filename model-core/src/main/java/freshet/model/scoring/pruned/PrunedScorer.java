package freshet.model.scoring.pruned;

import freshet.model.ExcludedItems;
import freshet.model.ItemBoosts;
import freshet.model.RankedItems;
import freshet.model.ScoreRows;
import freshet.model.math.FloatMath;
import freshet.model.scoring.BestItems;
import freshet.model.scoring.FewItems;
import freshet.model.scoring.ItemScorer;
import freshet.model.scoring.RowScores;
import freshet.model.scoring.VectorRanking;

/**
 * The scratch of one thread of a {@link PrunedKernel}. Its ranking allocates nothing per call, but
 * when it meets a longer list of excluded items than before. An answer does not depend on its
 * company in the batch.
 *
 * <p>The softmax denominator is the sum of three parts. Of the candidates it is Σ e^s, scored in
 * full. Of what else was scanned it is the first pass's own sum, times the ratio of the two sums
 * over the lower half of the candidates. Of the other clusters it comes from their moments.
 */
final class PrunedScorer implements ItemScorer {
    /** Items whose scores are computed at once where all are asked for. */
    private static final int BLOCK = 512;

    private final PrunedItems items;
    private final int width;
    private final int capacity; // queries at once
    private final QueryMoments moments;
    private final FirstPass firstPass;
    private final RowScores rowScores;
    private final FewItems few;
    private final BestItems best;
    private final int[] rows; // (candidates): slots, then rows
    private final float[] estimates; // (candidates): scores of the first pass
    private final float[] scores; // (candidates)
    private float[] boosted = {}; // (boosted items): scores of one query, −∞ where excluded
    private float[] allScores = {}; // (items)

    PrunedScorer(PrunedItems items, PruningPlan plan, int maxBatch, int k) {
        this.items = items;
        this.width = items.head.width();
        this.capacity = Math.min(maxBatch, FirstPass.MAX_QUERIES);
        this.moments = new QueryMoments(items, capacity);
        this.firstPass = new FirstPass(items, plan, capacity);
        this.rowScores = new RowScores(items.head);
        this.few = new FewItems(items.head, k);
        this.best = new BestItems(Math.min(k, items.head.items()));
        int candidates = Math.min(plan.candidates(), items.head.items());
        this.rows = new int[candidates];
        this.estimates = new float[candidates];
        this.scores = new float[candidates];
    }

    @Override
    public void top(float[] queries, int count, ExcludedItems excluded, RankedItems out) {
        if (excluded.withheld().leavesFew()) {
            few.top(queries, count, excluded, out);
            return;
        }
        for (int first = 0; first < count; first += capacity) {
            int n = Math.min(capacity, count - first);
            moments.compute(queries, first, n);
            firstPass.scan(moments, excluded, first, n);
            for (int i = 0; i < n; i++) {
                write(first + i, scoreCandidates(queries, first + i, i, excluded), out);
            }
        }
    }

    /** Fills {@link #best} and gives the denominator relative to the best candidate's score. */
    private double scoreCandidates(float[] queries, int query, int i, ExcludedItems excluded) {
        VectorRanking ranking = firstPass.ranking(i);
        int count = ranking.drain(rows, estimates);
        for (int c = 0; c < count; c++) {
            rows[c] = items.layout.row(rows[c]);
        }
        rowScores.score(queries, query * width, rows, count, scores);
        float highest = Float.NEGATIVE_INFINITY;
        for (int c = 0; c < count; c++) {
            best.offer(scores[c], rows[c]);
            highest = Math.max(highest, scores[c]);
        }
        highest = Math.max(highest, scoreBoosted(queries, query, excluded));
        return ofScanned(ranking, count, firstPass.scanned(i) > count, highest)
                + moments.sumOfExp(i, highest, firstPass.counts())
                + ofBoosted(excluded.boosts().rows().length, highest);
    }

    /** Scores the boosted items, each by itself, and gives the highest score of them. */
    private float scoreBoosted(float[] queries, int query, ExcludedItems excluded) {
        ItemBoosts boosts = excluded.boosts();
        int count = boosts.rows().length;
        boosted = boosted.length < count ? new float[count] : boosted;
        rowScores.score(queries, query * width, boosts.rows(), count, boosted);
        float highest = Float.NEGATIVE_INFINITY;
        for (int place = 0; place < count; place++) {
            int row = boosts.rows()[place];
            boosted[place] =
                    excluded.contains(query, row) ? Float.NEGATIVE_INFINITY : boosted[place] + boosts.logAt(place);
            best.offer(boosted[place], row);
            highest = Math.max(highest, boosted[place]);
        }
        return highest;
    }

    private double ofBoosted(int count, float highest) {
        double sum = 0;
        for (int place = 0; place < count; place++) {
            sum += boosted[place] == Float.NEGATIVE_INFINITY ? 0 : FloatMath.exp(boosted[place] - highest);
        }
        return sum;
    }

    private double ofScanned(VectorRanking ranking, int count, boolean others, float highest) {
        double exact = 0;
        double estimated = 0;
        double lowerExact = 0;
        double lowerEstimated = 0;
        for (int c = 0; c < count; c++) {
            float e = FloatMath.exp(scores[c] - highest);
            float approximate = FloatMath.exp(estimates[c] - ranking.maximum());
            exact += e;
            estimated += approximate;
            if (c >= count / 2) {
                lowerExact += e;
                lowerEstimated += approximate;
            }
        }
        boolean estimate = others && count == rows.length && lowerEstimated > 0;
        return estimate ? exact + Math.max(0, ranking.denominator() - estimated) * lowerExact / lowerEstimated : exact;
    }

    private void write(int query, double denominator, RankedItems out) {
        int count = best.drain(rows, scores);
        out.clear(query);
        for (int rank = 0; rank < count; rank++) {
            out.add(query, rows[rank], (float) (FloatMath.exp(scores[rank] - scores[0]) / denominator));
        }
    }

    @Override
    public void scores(float[] queries, int count, ScoreRows out) {
        allScores = allScores.length == 0 ? new float[items.head.items()] : allScores;
        int[] block = new int[BLOCK];
        float[] blockScores = new float[BLOCK];
        for (int query = 0; query < count; query++) {
            for (int first = 0; first < allScores.length; first += BLOCK) {
                int n = Math.min(BLOCK, allScores.length - first);
                for (int j = 0; j < n; j++) {
                    block[j] = first + j;
                }
                rowScores.score(queries, query * width, block, n, blockScores);
                System.arraycopy(blockScores, 0, allScores, first, n);
            }
            out.row(query, allScores);
        }
    }

    @Override
    public void close() {
        // the heap's memory needs no freeing
    }
}
