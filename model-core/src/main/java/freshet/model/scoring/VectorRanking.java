package freshet.model.scoring;

import static freshet.model.math.VectorMatrix.LANES;
import static freshet.model.math.VectorMatrix.SPECIES;

import freshet.model.RankedItems;
import freshet.model.math.FloatMath;
import freshet.model.math.VectorMath;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * One query's ranking, fed with its scores block by block: the best K so far, and the softmax
 * denominator Σ e^(s − m) with the running maximum m, rescaled by e^(m − m') when a block brings a
 * higher one m' (Milakov and Gimelshein 2018, algorithm 3). Within a block the sum is in single
 * precision, across blocks in double. For one thread.
 */
public final class VectorRanking {
    private final BestItems best;
    private final int[] rows; // (k)
    private final float[] scores; // (k)
    private float maximum;
    private double denominator; // Σ e^(s − maximum) over the blocks so far

    public VectorRanking(int k) {
        best = new BestItems(k);
        rows = new int[k];
        scores = new float[k];
    }

    /** Begins with a new query. */
    public void clear() {
        best.clear();
        maximum = Float.NEGATIVE_INFINITY;
        denominator = 0;
    }

    /**
     * Takes in the scores of the next items.
     *
     * @param block scores, from {@code from} on; −∞ for an item that is not ranked
     * @param length number of scores, a multiple of the lanes
     * @param firstRow row of the first item, higher than all before
     */
    public void take(float[] block, int from, int length, int firstRow) {
        FloatVector maximum = FloatVector.broadcast(SPECIES, this.maximum);
        FloatVector bound = FloatVector.broadcast(SPECIES, best.bound());
        IntVector aboveMaximum = FloatVector.zero(SPECIES)
                .reinterpretAsInts(); // a sign bit where a score is above it: an "or" is cheaper than a maximum
        IntVector aboveBound = aboveMaximum;
        for (int i = from; i < from + length; i += LANES) {
            FloatVector score = FloatVector.fromArray(SPECIES, block, i);
            aboveMaximum = aboveMaximum.or(maximum.sub(score).reinterpretAsInts());
            aboveBound = aboveBound.or(bound.sub(score).reinterpretAsInts());
        }
        if (aboveBound.compare(VectorOperators.LT, 0).anyTrue()) {
            rank(block, from, length, firstRow);
        }
        if (!aboveMaximum.compare(VectorOperators.LT, 0).anyTrue() || raiseMaximum(block, from, length)) {
            denominator += VectorMath.sumOfExpBelow(block, from, length, this.maximum);
        }
    }

    /** Does so by the block's highest score, and says whether that is higher. */
    private boolean raiseMaximum(float[] block, int from, int length) {
        float highest = highest(block, from, length);
        if (highest > maximum) {
            denominator *= Math.exp((double) maximum - highest);
            maximum = highest;
            return true;
        }
        return false; // all is −∞ so far
    }

    private static float highest(float[] block, int from, int length) {
        FloatVector highest = FloatVector.fromArray(SPECIES, block, from);
        for (int i = LANES; i < length; i += LANES) {
            highest = highest.max(FloatVector.fromArray(SPECIES, block, from + i));
        }
        return highest.reduceLanes(VectorOperators.MAX);
    }

    private void rank(float[] block, int from, int length, int firstRow) {
        float bound = best.bound();
        for (int i = 0; i < length; i += LANES) {
            VectorMask<Float> above =
                    FloatVector.fromArray(SPECIES, block, from + i).compare(VectorOperators.GT, bound);
            if (above.anyTrue()) {
                for (int lane = i; lane < i + LANES; lane++) {
                    best.offer(block[from + lane], firstRow + lane);
                }
                bound = best.bound();
            }
        }
    }

    /** Highest score that was taken in; −∞ before the first. */
    public float maximum() {
        return maximum;
    }

    /** Σ e^(s − maximum) over all that was taken in. */
    public double denominator() {
        return denominator;
    }

    /**
     * Hands the best items out, best first, and gives how many there are; none is kept afterwards.
     *
     * @param rows receives the items (k)
     * @param scores receives their scores (k)
     */
    public int drain(int[] rows, float[] scores) {
        return best.drain(rows, scores);
    }

    /** Writes the ranking of all that was taken in; nothing is left of it. */
    public void write(int query, RankedItems out) {
        int count = drain(rows, scores);
        out.clear(query);
        for (int rank = 0; rank < count; rank++) {
            out.add(query, rows[rank], (float) (FloatMath.exp(scores[rank] - maximum) / denominator));
        }
    }
}
