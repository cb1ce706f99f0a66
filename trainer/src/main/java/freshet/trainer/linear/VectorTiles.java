package freshet.trainer.linear;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Small blocks of a product that stay in registers while they are summed up: eight accumulators, as
 * two multiply-adds per cycle with four cycles of latency need. Every element is one chain of fused
 * multiply-adds in the order of the depth.
 *
 * <p>B is packed in panels, (depth, {@link #PANEL}) floats one after the other. A's element of a
 * row and a step lies at {@code at + row · rowStride + step · stepStride}.
 */
final class VectorTiles {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    /** Columns of a narrow tile: 16 with AVX-512, 8 with AVX2, 4 with NEON. */
    static final int LANES = SPECIES.length();

    /** Columns of a panel and of a wide tile. */
    static final int PANEL = 2 * LANES;

    /** Rows of a wide tile. */
    static final int WIDE_ROWS = 4;

    /** Rows of a narrow tile. */
    static final int NARROW_ROWS = 8;

    private VectorTiles() {}

    /** Copies {@code depth} rows of PANEL floats, {@code stride} apart, into a panel. */
    static void pack(float[] b, int from, int stride, int depth, float[] panel, int to) {
        for (int k = 0; k < depth; k++) {
            FloatVector.fromArray(SPECIES, b, from + k * stride).intoArray(panel, to + k * PANEL);
            FloatVector.fromArray(SPECIES, b, from + k * stride + LANES).intoArray(panel, to + k * PANEL + LANES);
        }
    }

    /** C ({@value #WIDE_ROWS}, PANEL), or nothing, + A · B → C. */
    static void wide(
            float[] a,
            int at,
            int rowStride,
            int stepStride,
            float[] b,
            int from,
            int depth,
            boolean add,
            float[] c,
            int to,
            int stride) {
        FloatVector row0Left = start(add, c, to);
        FloatVector row0Right = start(add, c, to + LANES);
        FloatVector row1Left = start(add, c, to + stride);
        FloatVector row1Right = start(add, c, to + stride + LANES);
        FloatVector row2Left = start(add, c, to + 2 * stride);
        FloatVector row2Right = start(add, c, to + 2 * stride + LANES);
        FloatVector row3Left = start(add, c, to + 3 * stride);
        FloatVector row3Right = start(add, c, to + 3 * stride + LANES);
        int at1 = at + rowStride;
        int at2 = at1 + rowStride;
        int at3 = at2 + rowStride;
        for (int k = 0; k < depth; k++) {
            FloatVector left = FloatVector.fromArray(SPECIES, b, from + k * PANEL);
            FloatVector right = FloatVector.fromArray(SPECIES, b, from + k * PANEL + LANES);
            int step = k * stepStride;
            FloatVector row0 = FloatVector.broadcast(SPECIES, a[at + step]);
            row0Left = row0.fma(left, row0Left);
            row0Right = row0.fma(right, row0Right);
            FloatVector row1 = FloatVector.broadcast(SPECIES, a[at1 + step]);
            row1Left = row1.fma(left, row1Left);
            row1Right = row1.fma(right, row1Right);
            FloatVector row2 = FloatVector.broadcast(SPECIES, a[at2 + step]);
            row2Left = row2.fma(left, row2Left);
            row2Right = row2.fma(right, row2Right);
            FloatVector row3 = FloatVector.broadcast(SPECIES, a[at3 + step]);
            row3Left = row3.fma(left, row3Left);
            row3Right = row3.fma(right, row3Right);
        }
        row0Left.intoArray(c, to);
        row0Right.intoArray(c, to + LANES);
        row1Left.intoArray(c, to + stride);
        row1Right.intoArray(c, to + stride + LANES);
        row2Left.intoArray(c, to + 2 * stride);
        row2Right.intoArray(c, to + 2 * stride + LANES);
        row3Left.intoArray(c, to + 3 * stride);
        row3Right.intoArray(c, to + 3 * stride + LANES);
    }

    /** A · B → C ({@value #NARROW_ROWS}, LANES), with the first columns of a panel alone. */
    static void narrow(
            float[] a,
            int at,
            int rowStride,
            int stepStride,
            float[] b,
            int from,
            int depth,
            float[] c,
            int to,
            int stride) {
        FloatVector row0 = FloatVector.zero(SPECIES);
        FloatVector row1 = row0;
        FloatVector row2 = row0;
        FloatVector row3 = row0;
        FloatVector row4 = row0;
        FloatVector row5 = row0;
        FloatVector row6 = row0;
        FloatVector row7 = row0;
        int second = at + 4 * rowStride;
        for (int k = 0; k < depth; k++) {
            FloatVector column = FloatVector.fromArray(SPECIES, b, from + k * PANEL);
            int upper = at + k * stepStride;
            int lower = second + k * stepStride;
            row0 = FloatVector.broadcast(SPECIES, a[upper]).fma(column, row0);
            row1 = FloatVector.broadcast(SPECIES, a[upper + rowStride]).fma(column, row1);
            row2 = FloatVector.broadcast(SPECIES, a[upper + 2 * rowStride]).fma(column, row2);
            row3 = FloatVector.broadcast(SPECIES, a[upper + 3 * rowStride]).fma(column, row3);
            row4 = FloatVector.broadcast(SPECIES, a[lower]).fma(column, row4);
            row5 = FloatVector.broadcast(SPECIES, a[lower + rowStride]).fma(column, row5);
            row6 = FloatVector.broadcast(SPECIES, a[lower + 2 * rowStride]).fma(column, row6);
            row7 = FloatVector.broadcast(SPECIES, a[lower + 3 * rowStride]).fma(column, row7);
        }
        row0.intoArray(c, to);
        row1.intoArray(c, to + stride);
        row2.intoArray(c, to + 2 * stride);
        row3.intoArray(c, to + 3 * stride);
        row4.intoArray(c, to + 4 * stride);
        row5.intoArray(c, to + 5 * stride);
        row6.intoArray(c, to + 6 * stride);
        row7.intoArray(c, to + 7 * stride);
    }

    private static FloatVector start(boolean add, float[] c, int at) {
        return add ? FloatVector.fromArray(SPECIES, c, at) : FloatVector.zero(SPECIES);
    }
}
