package freshet.model.kind.mix;

import freshet.model.math.FloatMath;

/** Shares in plain Java. */
final class PlainShares implements Shares {

    @Override
    public double exponentials(float[] scores, float sharpness, float[] out) {
        float max = Float.NEGATIVE_INFINITY;
        for (float score : scores) {
            max = Math.max(max, score);
        }
        double sum = 0;
        for (int i = 0; i < scores.length; i++) {
            out[i] = FloatMath.exp(Math.max(LOWEST, sharpness * (scores[i] - max)));
            sum += out[i];
        }
        return sum;
    }

    @Override
    public double sum(float[] scores) {
        double sum = 0;
        for (float score : scores) {
            sum += Math.max(score, 0f);
        }
        return sum;
    }

    @Override
    public void add(float[] from, float factor, float[] to) {
        for (int i = 0; i < from.length; i++) {
            to[i] += factor * Math.max(from[i], 0f);
        }
    }
}
