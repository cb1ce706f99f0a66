#!/bin/sh
# ND4J's InvertMatrix.invert is hundreds to thousands of times slower than the LAPACK that ND4J
# brings along and loads.
#
# One would guess: the inverse of a matrix is LAPACK's work, as products are that of BLAS.
# What happens: an operation of ND4J's own does it. 400 x 400 floats take ten seconds;
# LAPACKE_spotrf and _spotri of the same OpenBLAS take 6 ms. The results are equal. Call
# org.bytedeco.openblas instead: it takes Java arrays.
#
# Who is hit: those who fit linear models, for example item-to-item recommenders (EASE), with ND4J.
# Versions: nd4j-native 1.0.0-M2.1, openblas 0.3.19-1.5.7, JDK 17, x86-64, one thread.
# Source: deeplearning4j issue 5790 asks for LAPACK since 2018, then instead of Commons Math.
#
# Seen on 2026-11-29, on a busy machine:
#   100 x 100: ND4J 147 ms, LAPACK 0.3 ms, 578 times as long, same result: true
#   200 x 200: ND4J 1558 ms, LAPACK 0.8 ms, 1990 times as long, same result: true
set -eu
. "$(dirname "$0")/lib/java.sh"

packages org.nd4j:nd4j-native:1.0.0-M2.1 org.nd4j:nd4j-native:1.0.0-M2.1:linux-x86_64-avx2 \
    org.bytedeco:openblas:0.3.19-1.5.7:linux-x86_64 org.bytedeco:javacpp:1.5.7:linux-x86_64 \
    org.slf4j:slf4j-nop:1.7.36

cat >Inverse.java <<'JAVA'
import java.util.Random;
import org.bytedeco.openblas.global.openblas;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.inverse.InvertMatrix;

/** One symmetric positive definite matrix of floats, inverted by ND4J and by the LAPACK that ND4J brings along. */
public class Inverse {
    public static void main(String[] args) {
        for (int size : new int[] {10, 100, 200}) { // the first one warms up
            float[] matrix = matrix(size);
            long start = System.nanoTime();
            float[] byNd4j = invert(matrix, size);
            double nd4j = (System.nanoTime() - start) / 1e6;
            start = System.nanoTime();
            float[] byLapack = byLapack(matrix, size);
            double lapack = (System.nanoTime() - start) / 1e6;
            double apart = 0;
            for (int i = 0; i < byNd4j.length; i++) {
                apart = Math.max(apart, Math.abs(byNd4j[i] - byLapack[i]));
            }
            System.out.printf("%d x %d: ND4J %.0f ms, LAPACK %.1f ms, %.0f times as long, same result: %s%n",
                    size, size, nd4j, lapack, nd4j / lapack, apart < 1e-5);
        }
    }

    static float[] invert(float[] matrix, int size) {
        return InvertMatrix.invert(Nd4j.create(matrix, new long[] {size, size}, 'c'), false).ravel().toFloatVector();
    }

    static float[] byLapack(float[] matrix, int size) {
        float[] inverse = matrix.clone();
        check(openblas.LAPACKE_spotrf(openblas.LAPACK_ROW_MAJOR, (byte) 'L', size, inverse, size));
        check(openblas.LAPACKE_spotri(openblas.LAPACK_ROW_MAJOR, (byte) 'L', size, inverse, size));
        for (int row = 0; row < size; row++) {
            for (int column = row + 1; column < size; column++) {
                inverse[row * size + column] = inverse[column * size + row];
            }
        }
        return inverse;
    }

    static void check(int info) {
        if (info != 0) {
            throw new IllegalStateException("LAPACK says " + info);
        }
    }

    static float[] matrix(int size) {
        Random random = new Random(7);
        float[] matrix = new float[size * size];
        for (int row = 0; row < size; row++) {
            for (int column = 0; column <= row; column++) {
                float value = (float) random.nextGaussian();
                matrix[row * size + column] = value;
                matrix[column * size + row] = value;
            }
            matrix[row * size + row] += 4 * (float) Math.sqrt(size);
        }
        return matrix;
    }
}
JAVA
program Inverse.java
OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 run Inverse
expect '100 x 100: .* [0-9]{3,} times as long, same result: true' \
    '200 x 200: .* [0-9]{3,} times as long, same result: true'
