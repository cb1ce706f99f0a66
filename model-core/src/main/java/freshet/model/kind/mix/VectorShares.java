package freshet.model.kind.mix;

import static freshet.model.math.VectorMatrix.LANES;
import static freshet.model.math.VectorMatrix.SPECIES;

import freshet.model.math.FloatMath;
import freshet.model.math.VectorMath;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** Shares with the Vector API. Sums of a block are in single precision, across blocks in double. */
final class VectorShares implements Shares {
    private static final int BLOCK = 512; // a multiple of any number of lanes

    @Override
    public double exponentials(float[] scores, float sharpness, float[] out) {
        float max = largest(scores);
        int whole = scores.length / LANES * LANES;
        double sum = 0;
        for (int from = 0; from < whole; from += BLOCK) {
            sum += exponentials(scores, max, sharpness, out, from, Math.min(whole, from + BLOCK));
        }
        for (int i = whole; i < scores.length; i++) {
            out[i] = FloatMath.exp(Math.max(LOWEST, sharpness * (scores[i] - max)));
            sum += out[i];
        }
        return sum;
    }

    private static float exponentials(float[] scores, float max, float sharpness, float[] out, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            FloatVector.fromArray(SPECIES, scores, i)
                    .sub(max)
                    .mul(sharpness)
                    .max(LOWEST)
                    .intoArray(out, i);
        }
        VectorMath.exp(out, from, to - from);
        FloatVector sum = FloatVector.zero(SPECIES);
        for (int i = from; i < to; i += LANES) {
            sum = sum.add(FloatVector.fromArray(SPECIES, out, i));
        }
        return sum.reduceLanes(VectorOperators.ADD);
    }

    private static float largest(float[] scores) {
        int whole = scores.length / LANES * LANES;
        FloatVector largest = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < whole; i += LANES) {
            largest = largest.max(FloatVector.fromArray(SPECIES, scores, i));
        }
        float max = largest.reduceLanes(VectorOperators.MAX);
        for (int i = whole; i < scores.length; i++) {
            max = Math.max(max, scores[i]);
        }
        return max;
    }

    @Override
    public double sum(float[] scores) {
        int whole = scores.length / LANES * LANES;
        double sum = 0;
        for (int from = 0; from < whole; from += BLOCK) {
            sum += sum(scores, from, Math.min(whole, from + BLOCK));
        }
        for (int i = whole; i < scores.length; i++) {
            sum += Math.max(scores[i], 0f);
        }
        return sum;
    }

    private static float sum(float[] scores, int from, int to) {
        FloatVector sum = FloatVector.zero(SPECIES);
        for (int i = from; i < to; i += LANES) {
            sum = sum.add(FloatVector.fromArray(SPECIES, scores, i).max(0f));
        }
        return sum.reduceLanes(VectorOperators.ADD);
    }

    @Override
    public void add(float[] from, float factor, float[] to) {
        int whole = from.length / LANES * LANES;
        for (int i = 0; i < whole; i += LANES) {
            FloatVector.fromArray(SPECIES, from, i)
                    .max(0f)
                    .mul(factor)
                    .add(FloatVector.fromArray(SPECIES, to, i))
                    .intoArray(to, i);
        }
        for (int i = whole; i < from.length; i++) {
            to[i] += factor * Math.max(from[i], 0f);
        }
    }
}
