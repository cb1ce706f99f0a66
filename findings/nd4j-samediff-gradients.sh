#!/bin/sh
# SameDiff gives wrong gradients without an error, for gather (the usual embedding look-up) most of
# all.
#
# One would guess: the gradient at the i-th gathered row is added to the row of the table that was
# gathered there; operations that ship with a gradient were compared with differences.
# What happens: row r of the table gets the gradient at position r of what was gathered, whichever
# row stood there. It is right only where rows are gathered in the order 0, 1, 2 ... A test with
# such an order passes, and training with embeddings learns noise. Repeated rows are not added up.
# The product with a one-hot matrix, the same function, is right. The gradient of cumsum along the
# last axis adds up the rows below as well; that of the biased variance is the unbiased one's,
# although std is right.
#
# Who is hit: all who train embeddings, or pick logits by label, with SameDiff.
# Versions: nd4j-native 1.0.0-M2.1, JDK 17, x86-64.
# Source: reported for gather's gradient in this version are exceptions alone (deeplearning4j issues
# 9669 and 9756). Issue 9026 tells of another trap: losses of sd.loss ignore what follows them.
#
# Seen on 2026-11-29 (the gradient per row of the table, or per number):
#   gather rows [2, 0, 1]: right [2.0, 3.0, 1.0, 0.0], SameDiff [1.0, 2.0, 3.0, 0.0]
#   gather rows [1, 1, 0]: right [3.0, 3.0, 0.0, 0.0], SameDiff [1.0, 2.0, 0.0, 0.0]
#   cumsum along axis 1: right [3, 2, 1, 3, 2, 1], SameDiff [6.0, 5.0, 4.0, 3.0, 2.0, 1.0]
#   biased variance of 0, 3, 6: right [-2, 0, 2], SameDiff [-3.0, 0.0, 3.0]
set -eu
. "$(dirname "$0")/lib/java.sh"

packages org.nd4j:nd4j-native:1.0.0-M2.1 org.nd4j:nd4j-native:1.0.0-M2.1:linux-x86_64-avx2 \
    org.bytedeco:openblas:0.3.19-1.5.7:linux-x86_64 org.bytedeco:javacpp:1.5.7:linux-x86_64 \
    org.slf4j:slf4j-nop:1.7.36

cat >Gradients.java <<'JAVA'
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Gradients by SameDiff, beside those by differences or by hand. */
public class Gradients {
    public static void main(String[] args) {
        PrintStream out = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream())); // SameDiff tells of each operation
        for (int[] rows : new int[][] {{0, 1, 2}, {2, 0, 1}, {1, 1, 0}}) {
            out.println("gather rows " + Arrays.toString(rows) + ": right " + differences(rows)
                    + ", SameDiff " + gradient(rows, false) + ", by a one-hot product " + gradient(rows, true));
        }
        SameDiff sums = SameDiff.create();
        sums.cumsum(sums.var("x", Nd4j.zeros(DataType.DOUBLE, 2, 3)), false, false, 1).sum().markAsLoss();
        out.println("cumsum along axis 1: right [3, 2, 1, 3, 2, 1], SameDiff " + gradient(sums, "x"));
        SameDiff variance = SameDiff.create();
        variance.variance(variance.var("x", Nd4j.createFromArray(0.0, 3.0, 6.0)), false).markAsLoss();
        out.println("biased variance of 0, 3, 6: right [-2, 0, 2], SameDiff " + gradient(variance, "x"));
    }

    /** Weighs the i-th gathered row with i + 1, adds up all, and gives the gradient per row of the table. */
    static String gradient(int[] rows, boolean product) {
        SameDiff sd = SameDiff.create();
        SDVariable table = sd.var("table", Nd4j.ones(DataType.DOUBLE, 4, 1));
        SDVariable looked = product
                ? sd.constant(oneHot(rows)).mmul(table)
                : sd.gather(table, sd.constant(Nd4j.createFromArray(rows)), 0);
        looked.mul(sd.constant(weights(rows.length))).sum().markAsLoss();
        return gradient(sd, "table");
    }

    static String gradient(SameDiff sd, String variable) {
        INDArray gradient = sd.calculateGradients(Map.of(), variable).get(variable);
        return Arrays.toString(gradient.ravel().toDoubleVector());
    }

    /** Central differences of the same sum, without the library. */
    static String differences(int[] rows) {
        double[] gradient = new double[4];
        for (int row = 0; row < 4; row++) {
            double[] sums = new double[2];
            for (int sign = 0; sign < 2; sign++) {
                double[] table = {1, 1, 1, 1};
                table[row] += sign == 0 ? 0.5 : -0.5;
                for (int i = 0; i < rows.length; i++) {
                    sums[sign] += (i + 1) * table[rows[i]];
                }
            }
            gradient[row] = sums[0] - sums[1];
        }
        return Arrays.toString(gradient);
    }

    static INDArray weights(int count) {
        return Nd4j.createFromArray(IntStream.rangeClosed(1, count).asDoubleStream().toArray()).reshape(count, 1);
    }

    static INDArray oneHot(int[] rows) {
        INDArray matrix = Nd4j.zeros(DataType.DOUBLE, rows.length, 4);
        for (int i = 0; i < rows.length; i++) {
            matrix.putScalar(i, rows[i], 1);
        }
        return matrix;
    }
}
JAVA
program Gradients.java
run Gradients
expect 'gather rows \[0, 1, 2\]: right \[1.0, 2.0, 3.0, 0.0\], SameDiff \[1.0, 2.0, 3.0, 0.0\], .*' \
    'gather rows \[2, 0, 1\]: right \[2.0, 3.0, 1.0, 0.0\], SameDiff \[1.0, 2.0, 3.0, 0.0\], by a one-hot product \[2.0, 3.0, 1.0, 0.0\]' \
    'gather rows \[1, 1, 0\]: right \[3.0, 3.0, 0.0, 0.0\], SameDiff \[1.0, 2.0, 0.0, 0.0\], .*' \
    'cumsum along axis 1: right .*, SameDiff \[6.0, 5.0, 4.0, 3.0, 2.0, 1.0\]' \
    'biased variance of 0, 3, 6: right .*, SameDiff \[-3.0, 0.0, 3.0\]'
