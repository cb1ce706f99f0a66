package freshet.trainer.neural.weights;

import freshet.trainer.linear.Team;
import java.util.List;

/**
 * The running mean of the weights over the last steps of a training, which is what is kept of it: a
 * ← w + k (a − w), k = e^(−interval/span), taken at an interval of steps and at the end of a pass.
 * Adagrad's last steps scatter around what they tend to; their mean is nearer to it (Polyak and
 * Juditsky 1992; with exponential weights Kingma and Ba 2015, section 7.2). Training goes on from
 * the weights themselves, which are not touched.
 *
 * <p>The first n samples weigh alike, so that the mean never remembers what it began with. Members
 * of a team share the work. Used by one thread.
 */
public final class WeightAverage {
    private static final int SAMPLES_PER_SPAN = 8; // weights a few steps apart hardly differ

    private final List<float[]> weights; // w
    private final List<float[]> averages; // a
    private final Team team;
    private final int interval; // steps from one sample to the next
    private final float most; // k
    private long samples;
    private long steps;

    /**
     * Goes on with a mean at the begin of a pass.
     *
     * @param weights w
     * @param averages a, which changes in place
     * @param span share of a pass, over 0
     * @param stepsPerPass at least 1
     * @param stepsBefore in the passes before
     * @param leastInterval steps, at least 1: a sample may cost as much as these steps
     */
    public WeightAverage(
            List<float[]> weights,
            List<float[]> averages,
            float span,
            double stepsPerPass,
            long stepsBefore,
            int leastInterval,
            Team team) {
        this.weights = weights;
        this.averages = averages;
        this.team = team;
        double spanSteps = span * stepsPerPass;
        this.interval = (int) Math.max(leastInterval, spanSteps / SAMPLES_PER_SPAN);
        this.most = (float) Math.exp(-interval / spanSteps);
        this.samples = stepsBefore / interval;
    }

    /** To be called after each step. */
    public void afterStep() {
        if (++steps % interval == 0) {
            sample();
        }
    }

    /** To be called after the last step of the pass: a short one has a sample too. */
    public void afterPass() {
        if (steps % interval != 0) {
            sample();
        }
    }

    private void sample() {
        float keep = Math.min(most, samples / (samples + 1f));
        samples++;
        team.run(member -> sample(member, keep));
    }

    private void sample(int member, float keep) {
        for (int i = 0; i < weights.size(); i++) {
            float[] values = weights.get(i);
            mix(averages.get(i), values, keep, team.from(member, values.length), team.from(member + 1, values.length));
        }
    }

    private static void mix(float[] average, float[] values, float keep, int from, int to) {
        for (int i = from; i < to; i++) {
            average[i] = values[i] + keep * (average[i] - values[i]);
        }
    }
}
