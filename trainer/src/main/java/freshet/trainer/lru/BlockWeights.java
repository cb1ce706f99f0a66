package freshet.trainer.lru;

import freshet.trainer.neural.norm.NormWeights;
import freshet.trainer.neural.weights.Glorot;
import freshet.trainer.neural.weights.Parameter;
import freshet.trainer.neural.weights.Parameters;
import java.util.ArrayList;
import java.util.List;

/**
 * The weights of a {@link Block}, shared with {@link Parameters}.
 *
 * @param nu ν (N)
 * @param theta θ (N)
 * @param gamma γ (N)
 * @param input B (d, 2N)
 * @param output C (2N, d)
 * @param mixed norm of what the recurrence gives
 * @param inner W_1 (d, f)
 * @param innerBias b_1 (f)
 * @param outer W_2 (f, d)
 * @param outerBias b_2 (d)
 * @param forwarded norm of what the feed-forward network gives
 */
record BlockWeights(
        Parameter nu,
        Parameter theta,
        Parameter gamma,
        Parameter input,
        Parameter output,
        NormWeights mixed,
        Parameter inner,
        Parameter innerBias,
        Parameter outer,
        Parameter outerBias,
        NormWeights forwarded) {
    private static final double LEAST_MAGNITUDE = 0.8; // of λ at the start, as LRURec's
    private static final double MOST_MAGNITUDE = 0.99;

    static BlockWeights of(Parameters parameters, String name) {
        return new BlockWeights(
                parameters.get(name + ".nu"),
                parameters.get(name + ".theta"),
                parameters.get(name + ".gamma"),
                parameters.get(name + ".input"),
                parameters.get(name + ".output"),
                NormWeights.of(parameters, name + ".norm"),
                parameters.get(name + ".inner"),
                parameters.get(name + ".inner.bias"),
                parameters.get(name + ".outer"),
                parameters.get(name + ".outer.bias"),
                NormWeights.of(parameters, name + ".last.norm"));
    }

    static List<Parameter> zeros(String name, int d, int state, int f) {
        List<Parameter> all = new ArrayList<>();
        all.add(Parameter.vector(name + ".nu", state));
        all.add(Parameter.vector(name + ".theta", state));
        all.add(Parameter.vector(name + ".gamma", state));
        all.add(Parameter.matrix(name + ".input", d, 2 * state));
        all.add(Parameter.matrix(name + ".output", 2 * state, d));
        all.addAll(NormWeights.zeros(name + ".norm", d));
        all.add(Parameter.matrix(name + ".inner", d, f));
        all.add(Parameter.vector(name + ".inner.bias", f));
        all.add(Parameter.matrix(name + ".outer", f, d));
        all.add(Parameter.vector(name + ".outer.bias", d));
        all.addAll(NormWeights.zeros(name + ".last.norm", d));
        return all;
    }

    /** d. */
    int width() {
        return outerBias.columns();
    }

    /** N. */
    int state() {
        return nu.columns();
    }

    /** Glorot-uniform matrices, gains of one, biases of zero, and λ on a ring. */
    void randomise(Glorot glorot) {
        startRecurrence(glorot);
        for (Parameter matrix : List.of(input, output, inner, outer)) {
            glorot.fill(matrix.values(), matrix.rows(), matrix.columns());
        }
        mixed.start();
        forwarded.start();
    }

    /**
     * λ uniformly on the ring of magnitudes from {@value #LEAST_MAGNITUDE} to {@value
     * #MOST_MAGNITUDE}, and γ = √(1 − |λ|²), so that a state is as large as its inputs (Orvieto et
     * al. 2023, lemma 3.2 and section 3.4).
     */
    private void startRecurrence(Glorot glorot) {
        glorot.fill(nu.values(), 3, 3); // from −1 to 1
        glorot.fill(theta.values(), 3, 3);
        double least = LEAST_MAGNITUDE * LEAST_MAGNITUDE;
        double most = MOST_MAGNITUDE * MOST_MAGNITUDE;
        for (int i = 0; i < nu.values().length; i++) {
            double square = least + (most - least) * (nu.values()[i] + 1) / 2;
            nu.values()[i] = (float) Math.log(-Math.log(square) / 2);
            theta.values()[i] *= (float) Math.PI;
            gamma.values()[i] = (float) Math.sqrt(1 - square);
        }
    }
}
