package freshet.model.kind.lru;

/**
 * The diagonal of a linear recurrence in complex numbers, λ = exp(−exp(ν) + iθ), and what its
 * inputs are multiplied by. Immutable; threads share it.
 *
 * @param real of λ (N)
 * @param imaginary of λ (N)
 * @param gamma γ (N)
 */
record Recurrence(float[] real, float[] imaginary, float[] gamma) {

    /**
     * @param nu ν (N)
     * @param theta θ (N)
     * @param gamma γ (N)
     */
    static Recurrence of(float[] nu, float[] theta, float[] gamma) {
        float[] real = new float[nu.length];
        float[] imaginary = new float[nu.length];
        for (int i = 0; i < nu.length; i++) {
            double magnitude = Math.exp(-Math.exp(nu[i]));
            real[i] = (float) (magnitude * Math.cos(theta[i]));
            imaginary[i] = (float) (magnitude * Math.sin(theta[i]));
        }
        return new Recurrence(real, imaginary, gamma);
    }

    /**
     * λ ⊙ h + γ ⊙ u → h.
     *
     * @param states holds h from {@code at} on: real parts (N), then imaginary ones (N)
     * @param inputs holds u from {@code from} on, likewise
     */
    void step(float[] states, int at, float[] inputs, int from) {
        int n = real.length;
        for (int i = 0; i < n; i++) {
            float re = states[at + i];
            float im = states[at + n + i];
            states[at + i] = real[i] * re - imaginary[i] * im + gamma[i] * inputs[from + i];
            states[at + n + i] = real[i] * im + imaginary[i] * re + gamma[i] * inputs[from + n + i];
        }
    }
}
