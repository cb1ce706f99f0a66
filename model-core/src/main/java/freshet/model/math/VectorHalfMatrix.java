package freshet.model.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * A {@link VectorMatrix} of half the memory: its values are rounded to bfloat16, the upper half of
 * a float, thus to eight significant bits (a relative error of 2^-8 at most). Sums are in single
 * precision, in the same tiles and in the same order, so that a product is to the bit that of a
 * VectorMatrix of the rounded values.
 *
 * <p>An integer holds a value of the panel's left vector in its lower half and one of the right
 * vector in its upper half: a shift and a mask bring both back, for one load. Java 17 has no vector
 * instruction that widens float16. Immutable; threads share it.
 */
public final class VectorHalfMatrix extends VectorPanels {
    private static final VectorSpecies<Integer> PAIRS = IntVector.SPECIES_PREFERRED;
    private static final int HALF = 16; // bits
    private static final int UPPER = 0xffff0000;
    private static final int BELOW_HALFWAY = 0x7fff; // of what is cut off

    private final int[] values; // (panels, depth, LANES), two values each

    /** @param b gives the values of B, finite */
    public VectorHalfMatrix(int depth, int columns, VectorMatrix.Entries b) {
        super(depth, columns);
        this.values = new int[Math.multiplyExact(Math.multiplyExact(panels, depth), LANES)];
        for (int column = 0; column < columns; column++) {
            int at = column / PANEL * depth * LANES + column % LANES;
            boolean left = column % PANEL < LANES;
            for (int k = 0; k < depth; k++) {
                int upper = Float.floatToRawIntBits(rounded(b.at(k, column)));
                values[at + k * LANES] |= left ? upper >>> HALF : upper;
            }
        }
    }

    /**
     * The nearest bfloat16, of two equally near ones the even one.
     *
     * @param value finite; beyond 3.39e38 it becomes infinite
     */
    static float rounded(float value) {
        int bits = Float.floatToRawIntBits(value);
        int odd = bits >>> HALF & 1;
        return Float.intBitsToFloat((bits + BELOW_HALFWAY + odd) & UPPER);
    }

    @Override
    void multiplyTile(int panel, float[] tiles, int a, float[] start, float[] out, int to, int stride) {
        int column = panel * PANEL;
        FloatVector row0Left = FloatVector.fromArray(SPECIES, start, column);
        FloatVector row0Right = FloatVector.fromArray(SPECIES, start, column + LANES);
        FloatVector row1Left = row0Left;
        FloatVector row1Right = row0Right;
        FloatVector row2Left = row0Left;
        FloatVector row2Right = row0Right;
        FloatVector row3Left = row0Left;
        FloatVector row3Right = row0Right;
        int b = panel * depth * LANES;
        for (int k = 0; k < depth; k++) {
            IntVector both = IntVector.fromArray(PAIRS, values, b + k * LANES);
            FloatVector left =
                    both.lanewise(VectorOperators.LSHL, Float.SIZE - HALF).reinterpretAsFloats();
            FloatVector right = both.and(UPPER).reinterpretAsFloats();
            FloatVector row0 = FloatVector.broadcast(SPECIES, tiles[a + k * ROWS]);
            row0Left = row0.fma(left, row0Left);
            row0Right = row0.fma(right, row0Right);
            FloatVector row1 = FloatVector.broadcast(SPECIES, tiles[a + k * ROWS + 1]);
            row1Left = row1.fma(left, row1Left);
            row1Right = row1.fma(right, row1Right);
            FloatVector row2 = FloatVector.broadcast(SPECIES, tiles[a + k * ROWS + 2]);
            row2Left = row2.fma(left, row2Left);
            row2Right = row2.fma(right, row2Right);
            FloatVector row3 = FloatVector.broadcast(SPECIES, tiles[a + k * ROWS + 3]);
            row3Left = row3.fma(left, row3Left);
            row3Right = row3.fma(right, row3Right);
        }
        row0Left.intoArray(out, to);
        row0Right.intoArray(out, to + LANES);
        row1Left.intoArray(out, to + stride);
        row1Right.intoArray(out, to + stride + LANES);
        row2Left.intoArray(out, to + 2 * stride);
        row2Right.intoArray(out, to + 2 * stride + LANES);
        row3Left.intoArray(out, to + 3 * stride);
        row3Right.intoArray(out, to + 3 * stride + LANES);
    }

    @Override
    void multiplyPair(int panel, float[] tiles, int a, float[] start, float[] out, int to, int stride) {
        int column = panel * PANEL;
        FloatVector row0Left = FloatVector.fromArray(SPECIES, start, column);
        FloatVector row0Right = FloatVector.fromArray(SPECIES, start, column + LANES);
        FloatVector row1Left = row0Left;
        FloatVector row1Right = row0Right;
        FloatVector row2Left = row0Left;
        FloatVector row2Right = row0Right;
        FloatVector row3Left = row0Left;
        FloatVector row3Right = row0Right;
        FloatVector row4Left = row0Left;
        FloatVector row4Right = row0Right;
        FloatVector row5Left = row0Left;
        FloatVector row5Right = row0Right;
        FloatVector row6Left = row0Left;
        FloatVector row6Right = row0Right;
        FloatVector row7Left = row0Left;
        FloatVector row7Right = row0Right;
        int lower = a + depth * ROWS;
        int b = panel * depth * LANES;
        for (int k = 0; k < depth; k++) {
            IntVector both = IntVector.fromArray(PAIRS, values, b + k * LANES);
            FloatVector left =
                    both.lanewise(VectorOperators.LSHL, Float.SIZE - HALF).reinterpretAsFloats();
            FloatVector right = both.and(UPPER).reinterpretAsFloats();
            FloatVector row0 = FloatVector.broadcast(SPECIES, tiles[a + k * ROWS]);
            row0Left = row0.fma(left, row0Left);
            row0Right = row0.fma(right, row0Right);
            FloatVector row1 = FloatVector.broadcast(SPECIES, tiles[a + k * ROWS + 1]);
            row1Left = row1.fma(left, row1Left);
            row1Right = row1.fma(right, row1Right);
            FloatVector row2 = FloatVector.broadcast(SPECIES, tiles[a + k * ROWS + 2]);
            row2Left = row2.fma(left, row2Left);
            row2Right = row2.fma(right, row2Right);
            FloatVector row3 = FloatVector.broadcast(SPECIES, tiles[a + k * ROWS + 3]);
            row3Left = row3.fma(left, row3Left);
            row3Right = row3.fma(right, row3Right);
            FloatVector row4 = FloatVector.broadcast(SPECIES, tiles[lower + k * ROWS]);
            row4Left = row4.fma(left, row4Left);
            row4Right = row4.fma(right, row4Right);
            FloatVector row5 = FloatVector.broadcast(SPECIES, tiles[lower + k * ROWS + 1]);
            row5Left = row5.fma(left, row5Left);
            row5Right = row5.fma(right, row5Right);
            FloatVector row6 = FloatVector.broadcast(SPECIES, tiles[lower + k * ROWS + 2]);
            row6Left = row6.fma(left, row6Left);
            row6Right = row6.fma(right, row6Right);
            FloatVector row7 = FloatVector.broadcast(SPECIES, tiles[lower + k * ROWS + 3]);
            row7Left = row7.fma(left, row7Left);
            row7Right = row7.fma(right, row7Right);
        }
        row0Left.intoArray(out, to);
        row0Right.intoArray(out, to + LANES);
        row1Left.intoArray(out, to + stride);
        row1Right.intoArray(out, to + stride + LANES);
        row2Left.intoArray(out, to + 2 * stride);
        row2Right.intoArray(out, to + 2 * stride + LANES);
        row3Left.intoArray(out, to + 3 * stride);
        row3Right.intoArray(out, to + 3 * stride + LANES);
        row4Left.intoArray(out, to + 4 * stride);
        row4Right.intoArray(out, to + 4 * stride + LANES);
        row5Left.intoArray(out, to + 5 * stride);
        row5Right.intoArray(out, to + 5 * stride + LANES);
        row6Left.intoArray(out, to + 6 * stride);
        row6Right.intoArray(out, to + 6 * stride + LANES);
        row7Left.intoArray(out, to + 7 * stride);
        row7Right.intoArray(out, to + 7 * stride + LANES);
    }
}
