package freshet.trainer.lru;

import freshet.trainer.linear.Matrix;
import freshet.trainer.linear.MatrixMemory;
import freshet.trainer.linear.Sgemm;
import freshet.trainer.neural.Windows;
import freshet.trainer.neural.attention.Scratch;
import freshet.trainer.neural.weights.DenseWeights;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A linear recurrence over the windows of a batch, forward and backward (Orvieto et al. 2023,
 * equation 6; Yue et al. 2024, section 3.2), elementwise in complex numbers:
 *
 * <pre>
 * λ   = exp(−exp(ν) + iθ)
 * h_k = λ ⊙ h_{k−1} + γ ⊙ x_k B         m_k = Re(h_k C)
 * </pre>
 *
 * Rows hold the real parts, then the imaginary ones, so that B is (d, 2N), C (2N, d) and real.
 * Buffers are allocated once. Members of a team may work on different windows at once.
 */
final class Recurrence {
    private final int d;
    private final int n;
    private final boolean lastOnly;
    private final float[] nuValues; // ν (N), read anew in every step
    private final float[] thetaValues; // θ (N), read anew in every step
    private final float[] gammaValues; // γ (N), read anew in every step
    private final DenseWeights nu;
    private final DenseWeights theta;
    private final DenseWeights gamma;
    private final DenseWeights input; // B (d, 2N)
    private final DenseWeights output; // C (2N, d)
    private final float[] decay; // exp(ν) (N)
    private final float[] real; // of λ (N)
    private final float[] imaginary; // of λ (N)
    private final Matrix inner; // x B (R, 2N)
    private final Matrix states; // h (R, 2N)
    private final Matrix read; // the states that are read (O, 2N)
    private final Matrix mixed; // m (O, d)
    private final Matrix gradMixed; // (O, d)
    private final Matrix gradRead; // (O, 2N)
    private final Matrix gradInner; // (R, 2N)
    private final Matrix gradUnits; // of ν, θ and γ, by window (B, 3N)
    private final List<Scratch> scratches; // of the members (3N)

    /**
     * @param rows most rows of all windows together
     * @param lastOnly whether only the state after a window's last item is read: O is B, else R
     */
    Recurrence(BlockWeights weights, int batchSize, int rows, boolean lastOnly, int members, MatrixMemory memory) {
        this.d = weights.width();
        this.n = weights.state();
        this.lastOnly = lastOnly;
        this.nuValues = weights.nu().values();
        this.thetaValues = weights.theta().values();
        this.gammaValues = weights.gamma().values();
        this.nu = new DenseWeights(weights.nu(), memory);
        this.theta = new DenseWeights(weights.theta(), memory);
        this.gamma = new DenseWeights(weights.gamma(), memory);
        this.input = new DenseWeights(weights.input(), memory);
        this.output = new DenseWeights(weights.output(), memory);
        this.decay = new float[n];
        this.real = new float[n];
        this.imaginary = new float[n];
        int outputs = lastOnly ? batchSize : rows;
        this.inner = memory.matrix(rows, 2 * n);
        this.states = memory.matrix(rows, 2 * n);
        this.read = lastOnly ? memory.matrix(outputs, 2 * n) : states;
        this.mixed = memory.matrix(outputs, d);
        this.gradMixed = memory.matrix(outputs, d);
        this.gradRead = memory.matrix(outputs, 2 * n);
        this.gradInner = memory.matrix(rows, 2 * n);
        this.gradUnits = memory.matrix(batchSize, 3 * n);
        this.scratches =
                Stream.generate(() -> new Scratch(3 * n)).limit(members).toList();
    }

    List<DenseWeights> dense() {
        return List.of(nu, theta, gamma, input, output);
    }

    /** Takes a part of the weights over as they are now. */
    void load(int part, int parts) {
        input.load(part, parts);
        output.load(part, parts);
        for (int i = n * part / parts; i < n * (part + 1) / parts; i++) {
            double exponent = Math.exp(nuValues[i]);
            double magnitude = Math.exp(-exponent);
            decay[i] = (float) exponent;
            real[i] = (float) (magnitude * Math.cos(thetaValues[i]));
            imaginary[i] = (float) (magnitude * Math.sin(thetaValues[i]));
        }
    }

    /** m (O, d). */
    Matrix mixed() {
        return mixed;
    }

    /** The gradient of m (O, d), to be written before {@link #backward}. */
    Matrix gradMixed() {
        return gradMixed;
    }

    /**
     * Of some windows.
     *
     * @param x (R, d)
     * @param from the first window
     * @param to after the last one
     */
    void forward(int member, Windows windows, Matrix x, int from, int to) {
        int first = windows.from(from);
        int rows = windows.from(to) - first;
        Sgemm.multiply(x.from(first, 0), input.values(), inner.from(first, 0), rows, d, 2 * n);
        float[] state = scratches.get(member).row;
        float[] added = scratches.get(member).other;
        for (int window = from; window < to; window++) {
            Arrays.fill(state, 0, 2 * n, 0f);
            for (int row = windows.from(window); row < windows.to(window); row++) {
                inner.get(row, 0, added, 0, 2 * n);
                for (int i = 0; i < n; i++) {
                    float re = state[i];
                    float im = state[n + i];
                    state[i] = real[i] * re - imaginary[i] * im + gammaValues[i] * added[i];
                    state[n + i] = real[i] * im + imaginary[i] * re + gammaValues[i] * added[n + i];
                }
                states.put(row, 0, state, 0, 2 * n);
            }
            if (lastOnly) {
                read.put(window, 0, state, 0, 2 * n);
            }
        }
        int at = lastOnly ? from : first;
        int outputs = lastOnly ? to - from : rows;
        Sgemm.multiply(read.from(at, 0), output.values(), mixed.from(at, 0), outputs, 2 * n, d);
    }

    /**
     * Of the same windows, from the gradients of m.
     *
     * @param gradX receives the gradient of x (R, d)
     */
    void backward(int member, Windows windows, Matrix gradX, int from, int to) {
        int first = windows.from(from);
        int rows = windows.from(to) - first;
        int at = lastOnly ? from : first;
        int outputs = lastOnly ? to - from : rows;
        Sgemm.multiplyByTransposed(gradMixed.from(at, 0), output.values(), gradRead.from(at, 0), outputs, d, 2 * n);
        for (int window = from; window < to; window++) {
            differentiateWindow(windows, window, scratches.get(member));
        }
        Sgemm.multiplyByTransposed(gradInner.from(first, 0), input.values(), gradX.from(first, 0), rows, 2 * n, d);
    }

    /**
     * From the last item to the first, with the gradient of a state as a pair of numbers: that of
     * the state before is conj(λ) times it, that of λ is conj(h_{k−1}) times it.
     */
    private void differentiateWindow(Windows windows, int window, Scratch scratch) {
        float[] grad = scratch.row; // of the state (2N)
        float[] gradLambda = scratch.sum; // (2N), then of γ (N)
        float[] values = scratch.other;
        int last = windows.to(window) - 1;
        Arrays.fill(grad, 0, 2 * n, 0f);
        Arrays.fill(gradLambda, 0, 3 * n, 0f);
        for (int row = last; row >= windows.from(window); row--) {
            if (row < last) {
                states.get(row, 0, values, 0, 2 * n);
                goBack(grad, gradLambda, values);
            }
            if (!lastOnly || row == last) {
                gradRead.get(lastOnly ? window : row, 0, values, 0, 2 * n);
                for (int i = 0; i < 2 * n; i++) {
                    grad[i] += values[i];
                }
            }
            inner.get(row, 0, values, 0, 2 * n);
            for (int i = 0; i < n; i++) {
                gradLambda[2 * n + i] += values[i] * grad[i] + values[n + i] * grad[n + i];
                values[i] = gammaValues[i] * grad[i];
                values[n + i] = gammaValues[i] * grad[n + i];
            }
            gradInner.put(row, 0, values, 0, 2 * n);
        }
        for (int i = 0; i < n; i++) {
            float re = gradLambda[i];
            float im = gradLambda[n + i];
            gradLambda[i] = -decay[i] * (re * real[i] + im * imaginary[i]); // of ν
            gradLambda[n + i] = im * real[i] - re * imaginary[i]; // of θ
        }
        gradUnits.put(window, 0, gradLambda, 0, 3 * n);
    }

    /** @param before the state before the one of the gradient (2N) */
    private void goBack(float[] grad, float[] gradLambda, float[] before) {
        for (int i = 0; i < n; i++) {
            float re = grad[i];
            float im = grad[n + i];
            gradLambda[i] += before[i] * re + before[n + i] * im;
            gradLambda[n + i] += before[i] * im - before[n + i] * re;
            grad[i] = real[i] * re + imaginary[i] * im;
            grad[n + i] = real[i] * im - imaginary[i] * re;
        }
    }

    /**
     * After {@link #backward} of all windows, some rows of the matrices' gradients and columns of
     * the vectors'.
     *
     * @param x as {@link #forward} got it
     */
    void differentiateWeights(int member, Windows windows, Matrix x) {
        int members = scratches.size();
        Scratch scratch = scratches.get(member);
        int outputs = lastOnly ? windows.size() : windows.rows();
        int from = d * member / members;
        int rows = d * (member + 1) / members - from;
        int fromState = 2 * n * member / members;
        int stateRows = 2 * n * (member + 1) / members - fromState;
        Matrix gradInput = input.gradient().from(from, 0);
        Matrix gradOutput = output.gradient().from(fromState, 0);
        Sgemm.multiplyTransposed(x.from(0, from), gradInner, gradInput, rows, windows.rows(), 2 * n);
        Sgemm.multiplyTransposed(read.from(0, fromState), gradMixed, gradOutput, stateRows, outputs, d);
        int unit = n * member / members;
        int end = n * (member + 1) / members;
        scratch.sumColumns(gradUnits, windows.size(), nu.gradient(), unit, end);
        scratch.sumColumns(gradUnits.from(0, n), windows.size(), theta.gradient(), unit, end);
        scratch.sumColumns(gradUnits.from(0, 2 * n), windows.size(), gamma.gradient(), unit, end);
    }
}
