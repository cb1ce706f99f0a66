package freshet.model.math;

import static freshet.model.math.VectorMatrix.LANES;
import static freshet.model.math.VectorMatrix.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The functions of {@link freshet.model.math.FloatMath} on vectors, by the same formula with fused
 * multiply-adds. Relative error of the exponentials at most 3e-7, absolute error of
 * {@link #sigmoid} at most 2e-7 and of {@link #tanh} at most 4e-7; tests hold all three.
 *
 * <p>All go over arrays in place, and no vector is handed from method to method. Whether the JIT
 * compiler inlines a call depends on what it has compiled before, thus on the load of the machine;
 * vectors that cross a call which it does not inline are objects on the heap, for as long as the
 * process runs.
 */
public final class VectorMath {
    private static final float LOG2_E = 1.44269504f;
    private static final float LN2_HIGH = 0.693359375f;
    private static final float LN2_LOW = -2.12194440e-4f;

    /** Adding 1.5 · 2^23 to a small float leaves its nearest integer in the low bits. */
    private static final float ROUNDER = 12582912f;

    private static final float LARGEST = 87f; // of negated exponents
    private static final int LARGEST_BITS = Float.floatToRawIntBits(LARGEST);
    private static final int EXPONENT = 23; // bits below a float's exponent

    private VectorMath() {}

    /**
     * v = e^v; e^−87 = 1.6e-38 for v below −87, e^88 for v above 88, NaN for NaN.
     *
     * @param length number of values, from {@code from} on, a multiple of the lanes
     */
    public static void exp(float[] values, int from, int length) {
        FloatVector rounder = FloatVector.broadcast(SPECIES, ROUNDER);
        for (int i = from; i < from + length; i += LANES) {
            FloatVector x =
                    FloatVector.fromArray(SPECIES, values, i).max(-LARGEST).min(88f);
            FloatVector rounded = x.fma(FloatVector.broadcast(SPECIES, LOG2_E), rounder); // n in the low bits
            FloatVector whole = rounded.sub(rounder);
            FloatVector r = whole.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), x);
            r = whole.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), r);
            FloatVector p = r.fma(FloatVector.broadcast(SPECIES, 1f / 5040), FloatVector.broadcast(SPECIES, 1f / 720));
            p = p.fma(r, FloatVector.broadcast(SPECIES, 1f / 120));
            p = p.fma(r, FloatVector.broadcast(SPECIES, 1f / 24));
            p = p.fma(r, FloatVector.broadcast(SPECIES, 1f / 6));
            p = p.fma(r, FloatVector.broadcast(SPECIES, 0.5f));
            p = p.fma(r, FloatVector.broadcast(SPECIES, 1f));
            p = p.fma(r, FloatVector.broadcast(SPECIES, 1f));
            // p · 2^n by adding n to the exponent; the shift drops what the rounder put above n.
            IntVector shifted = rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, EXPONENT);
            p.reinterpretAsInts().add(shifted).reinterpretAsFloats().intoArray(values, i);
        }
    }

    /**
     * v = e^(v − top), 1 for v above it; e^−87 = 1.6e-38 for v that is more than 87 below, also for
     * −∞. Floats that are not negative sort as their bits do, so that integers bound them.
     *
     * @param length as in {@link #exp}
     */
    public static void expBelow(float[] values, int from, int length, float top) {
        FloatVector highest = FloatVector.broadcast(SPECIES, top);
        for (int i = from; i < from + length; i += LANES) {
            highest.sub(FloatVector.fromArray(SPECIES, values, i))
                    .reinterpretAsInts()
                    .max(0) // what has a sign becomes zero, a NaN too
                    .min(LARGEST_BITS)
                    .reinterpretAsFloats()
                    .neg()
                    .intoArray(values, i);
        }
        exp(values, from, length);
    }

    /**
     * Σ e^(v − top), each summand as {@link #expBelow} gives it; lane by lane, then over the lanes.
     * The values stay as they are.
     *
     * <p>Written out, as no vector crosses a call. A method of this size is compiled apart: in one
     * with its caller the compiler of JDK 17 comes to its limit of nodes, and the vectors of loops
     * beyond it stay on the heap.
     *
     * @param length as in {@link #exp}
     */
    public static float sumOfExpBelow(float[] values, int from, int length, float top) {
        FloatVector highest = FloatVector.broadcast(SPECIES, top);
        FloatVector rounder = FloatVector.broadcast(SPECIES, ROUNDER);
        FloatVector sum = FloatVector.zero(SPECIES);
        for (int i = from; i < from + length; i += LANES) {
            FloatVector x = highest.sub(FloatVector.fromArray(SPECIES, values, i))
                    .reinterpretAsInts()
                    .max(0)
                    .min(LARGEST_BITS)
                    .reinterpretAsFloats()
                    .neg();
            FloatVector rounded = x.fma(FloatVector.broadcast(SPECIES, LOG2_E), rounder);
            FloatVector whole = rounded.sub(rounder);
            FloatVector r = whole.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), x);
            r = whole.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), r);
            FloatVector p = r.fma(FloatVector.broadcast(SPECIES, 1f / 5040), FloatVector.broadcast(SPECIES, 1f / 720));
            p = p.fma(r, FloatVector.broadcast(SPECIES, 1f / 120));
            p = p.fma(r, FloatVector.broadcast(SPECIES, 1f / 24));
            p = p.fma(r, FloatVector.broadcast(SPECIES, 1f / 6));
            p = p.fma(r, FloatVector.broadcast(SPECIES, 0.5f));
            p = p.fma(r, FloatVector.broadcast(SPECIES, 1f));
            p = p.fma(r, FloatVector.broadcast(SPECIES, 1f));
            IntVector shifted = rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, EXPONENT);
            sum = sum.add(p.reinterpretAsInts().add(shifted).reinterpretAsFloats());
        }
        return sum.reduceLanes(VectorOperators.ADD);
    }

    /** v = 1 / (1 + e^−v) for the first {@code length} values, a multiple of the lanes. */
    public static void sigmoid(float[] values, int length) {
        logistic(values, length, -1f, 1f, 0f);
    }

    /**
     * v = tanh(v) = 2·sigmoid(2v) − 1 for the first {@code length} values, a multiple of the lanes.
     */
    public static void tanh(float[] values, int length) {
        logistic(values, length, -2f, 2f, 1f);
    }

    /** v = height / (1 + e^(slope · v)) − down. */
    private static void logistic(float[] values, int length, float slope, float height, float down) {
        for (int i = 0; i < length; i += LANES) {
            FloatVector.fromArray(SPECIES, values, i).mul(slope).intoArray(values, i);
        }
        exp(values, 0, length);
        FloatVector whole = FloatVector.broadcast(SPECIES, height);
        for (int i = 0; i < length; i += LANES) {
            whole.div(FloatVector.fromArray(SPECIES, values, i).add(1f))
                    .sub(down)
                    .intoArray(values, i);
        }
    }
}
