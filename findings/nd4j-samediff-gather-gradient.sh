#!/bin/sh
# SameDiff's gather, the usual embedding look-up, gives gradients to the wrong rows, without an
# error.
#
# One would guess: the gradient at the i-th gathered row is added to the row of the table that was
# gathered there.
# What happens: row r of the table gets the gradient at position r of what was gathered, whichever
# row stood there. It is right only where rows are gathered in the order 0, 1, 2 ... A test with
# such an order passes, and training with embeddings learns noise. Repeated rows are not added up.
# The product with a one-hot matrix, the same function, is right.
#
# Who is hit: all who train embeddings, or pick logits by label, with SameDiff.
# Versions: nd4j-native 1.0.0-M2.1, JDK 17, x86-64.
# Source: reported for gather's gradient in this version are exceptions alone (deeplearning4j issues
# 9669 and 9756).
#
# Seen on 2026-11-29 (the gradient per row of the table):
#   rows [2, 0, 1]: right [2, 3, 1, 0], gather [1, 2, 3, 0], one-hot product [2, 3, 1, 0]
#   rows [1, 1, 0]: right [3, 3, 0, 0], gather [1, 2, 0, 0], one-hot product [3, 3, 0, 0]
set -eu
. "$(dirname "$0")/lib/java.sh"

packages org.nd4j:nd4j-native:1.0.0-M2.1 org.nd4j:nd4j-native:1.0.0-M2.1:linux-x86_64-avx2 \
    org.bytedeco:openblas:0.3.19-1.5.7:linux-x86_64 org.bytedeco:javacpp:1.5.7:linux-x86_64 \
    org.slf4j:slf4j-nop:1.7.36

cat >Gather.java <<'JAVA'
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

/** The gradient of a weighted sum over gathered rows, looked up in two ways that should agree. */
public class Gather {
    public static void main(String[] args) {
        PrintStream out = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream())); // SameDiff tells of each operation
        for (int[] rows : new int[][] {{0, 1, 2}, {2, 0, 1}, {1, 1, 0}}) {
            out.println("rows " + Arrays.toString(rows) + ": right " + differences(rows)
                    + ", gather " + gradient(rows, false) + ", one-hot product " + gradient(rows, true));
        }
    }

    /** Weighs the i-th gathered row with i + 1, adds up all, and gives the gradient per row of the table. */
    static String gradient(int[] rows, boolean product) {
        SameDiff sd = SameDiff.create();
        SDVariable table = sd.var("table", Nd4j.ones(DataType.DOUBLE, 4, 1));
        SDVariable looked = product
                ? sd.constant(oneHot(rows)).mmul(table)
                : sd.gather(table, sd.constant(Nd4j.createFromArray(rows)), 0);
        looked.mul(sd.constant(weights(rows.length))).sum().markAsLoss();
        INDArray gradient = sd.calculateGradients(Map.of(), "table").get("table");
        return Arrays.toString(gradient.toDoubleVector());
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
program Gather.java
run Gather
expect 'rows \[0, 1, 2\]: right \[1.0, 2.0, 3.0, 0.0\], gather \[1.0, 2.0, 3.0, 0.0\], .*' \
    'rows \[2, 0, 1\]: right \[2.0, 3.0, 1.0, 0.0\], gather \[1.0, 2.0, 3.0, 0.0\], one-hot product \[2.0, 3.0, 1.0, 0.0\]' \
    'rows \[1, 1, 0\]: right \[3.0, 3.0, 0.0, 0.0\], gather \[1.0, 2.0, 0.0, 0.0\], .*'
