package freshet.model.scoring.pruned;

import freshet.model.scoring.ItemHead;
import java.util.Arrays;
import java.util.Random;

/**
 * The directions that carry most of the items' rows, orthonormal: the best few right singular
 * vectors of E, of which every product E_i · q keeps the largest part. By orthogonal iteration, V ←
 * orth(Eᵀ(E V)) (Golub and Van Loan, Matrix Computations, section 7.3.2), over evenly spaced rows:
 * any basis of nearly that space serves as well. The same rows give the same axes.
 */
final class PrincipalAxes {
    private static final int SAMPLE = 1 << 14;
    private static final int ITERATIONS = 12;

    /**
     * A direction that loses all but this share of its length to the ones before it is rounding and
     * becomes zero.
     */
    private static final double NOTHING_LEFT = 1e-9;

    private PrincipalAxes() {}

    /** V (width, axes), row-major. */
    static double[] of(ItemHead head, int axes) {
        Random random = new Random(1);
        double[] basis = random.doubles((long) head.width() * axes, -1, 1).toArray();
        orthonormalise(basis, axes);
        for (int i = 0; i < ITERATIONS; i++) {
            basis = iterate(head, basis, axes);
            orthonormalise(basis, axes);
        }
        return basis;
    }

    private static double[] iterate(ItemHead head, double[] basis, int axes) {
        int width = head.width();
        int step = Math.max(1, head.items() / SAMPLE);
        double[] next = new double[basis.length];
        double[] projected = new double[axes];
        for (int item = 0; item < head.items(); item += step) {
            project(head, item, basis, projected);
            for (int k = 0; k < width; k++) {
                double value = head.embedding()[item * width + k];
                for (int a = 0; a < axes; a++) {
                    next[k * axes + a] += value * projected[a];
                }
            }
        }
        return next;
    }

    /** An item's coordinates y = Vᵀ E_i (axes). */
    static void project(ItemHead head, int item, double[] basis, double[] out) {
        int axes = out.length;
        Arrays.fill(out, 0);
        for (int k = 0; k < head.width(); k++) {
            double value = head.embedding()[item * head.width() + k];
            for (int a = 0; a < axes; a++) {
                out[a] += value * basis[k * axes + a];
            }
        }
    }

    /** Gram and Schmidt's method, column after column. */
    private static void orthonormalise(double[] basis, int axes) {
        for (int a = 0; a < axes; a++) {
            double before = Math.sqrt(dot(basis, axes, a, a));
            for (int b = 0; b < a; b++) {
                add(basis, axes, a, b, -dot(basis, axes, a, b));
            }
            double length = Math.sqrt(dot(basis, axes, a, a));
            scale(basis, axes, a, length > NOTHING_LEFT * before ? 1 / length : 0);
        }
    }

    private static double dot(double[] basis, int axes, int a, int b) {
        double sum = 0;
        for (int k = 0; k < basis.length; k += axes) {
            sum += basis[k + a] * basis[k + b];
        }
        return sum;
    }

    private static void add(double[] basis, int axes, int to, int from, double factor) {
        for (int k = 0; k < basis.length; k += axes) {
            basis[k + to] += factor * basis[k + from];
        }
    }

    private static void scale(double[] basis, int axes, int a, double factor) {
        for (int k = 0; k < basis.length; k += axes) {
            basis[k + a] *= factor;
        }
    }
}
