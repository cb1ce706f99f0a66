package freshet.trainer.mix;

import freshet.model.math.FloatMath;
import java.util.Arrays;

/**
 * The probability that a model gives to what came next, for each prediction, at each of some
 * sharpnesses of its softmax: p = e^(β (s − max)) / Σ_j e^(β (s_j − max)). The sharpnesses β are
 * evenly spaced, so that each term is the one before times a factor.
 */
final class NextShares {
    /** The first β and how far each is from the one before. */
    static final double STEP = 0.1;

    private static final int FIRST = 3; // steps
    private static final int COUNT = 23;
    private static final int ONE = 7; // β = 1

    private final float[][] shares; // (sharpnesses, predictions)

    /** @param held predictions of which some come from a session that the model knows nothing of */
    NextShares(PartModel part, HeldOut held) {
        shares = new float[part.isSoftmax() ? COUNT : 1][held.predictions().size()];
        for (float[] each : shares) {
            Arrays.fill(each, MixtureProportions.SILENT);
        }
        double[] sums = new double[COUNT];
        part.score(held.predictions().stream().map(HeldOut.Prediction::session).toList(), (place, scores) -> {
            int next = part.vocabulary().rowOr(held.predictions().get(place).next(), -1);
            if (part.isSoftmax()) {
                softmax(scores, next, place, sums);
            } else {
                count(scores, next, place);
            }
        });
    }

    /** How many sharpnesses there are; one for a model that counts. */
    int sharpnesses() {
        return shares.length;
    }

    /** Where the sharpness is 1. */
    int one() {
        return shares.length == 1 ? 0 : ONE;
    }

    double sharpness(int at) {
        return shares.length == 1 ? 1 : Math.round((FIRST + at) * STEP * 10) / 10.0;
    }

    /** By prediction; {@link MixtureProportions#SILENT} where the model does not answer. */
    float[] at(int sharpness) {
        return shares[sharpness];
    }

    private void softmax(float[] scores, int next, int place, double[] sums) {
        float max = Float.NEGATIVE_INFINITY;
        for (float score : scores) {
            max = Math.max(max, score);
        }
        Arrays.fill(sums, 0);
        float[] terms = new float[COUNT];
        for (float score : scores) {
            terms(score - max, terms);
            for (int at = 0; at < COUNT; at++) {
                sums[at] += terms[at];
            }
        }
        if (next >= 0) {
            terms(scores[next] - max, terms);
        }
        for (int at = 0; at < COUNT; at++) {
            shares[at][place] = next < 0 ? 0 : (float) (terms[at] / sums[at]);
        }
    }

    private static void terms(float below, float[] out) {
        float factor = FloatMath.exp((float) (STEP * below));
        float term = factor * factor * factor; // FIRST of them
        for (int at = 0; at < COUNT; at++) {
            out[at] = term;
            term *= factor;
        }
    }

    private void count(float[] scores, int next, int place) {
        double total = 0;
        for (float score : scores) {
            total += Math.max(score, 0);
        }
        if (total >= Float.MIN_NORMAL) { // as the job has it
            shares[0][place] = next < 0 ? 0 : (float) (Math.max(scores[next], 0) / total);
        }
    }
}
