package freshet.model.math;

import jdk.incubator.vector.FloatVector;

/**
 * {@link VectorPanels} of single precision. Immutable; threads share it.
 */
public final class VectorMatrix extends VectorPanels {
    private final float[] values; // (panels, depth, PANEL)

    /** @param b gives the values of B */
    public VectorMatrix(int depth, int columns, Entries b) {
        super(depth, columns);
        this.values = new float[Math.multiplyExact(Math.multiplyExact(panels, depth), PANEL)];
        for (int column = 0; column < columns; column++) {
            int at = column / PANEL * depth * PANEL + column % PANEL;
            for (int k = 0; k < depth; k++) {
                values[at + k * PANEL] = b.at(k, column);
            }
        }
    }

    /** The values of a matrix, one by one. */
    public interface Entries {
        float at(int row, int column);
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
        int b = panel * depth * PANEL;
        for (int k = 0; k < depth; k++) {
            FloatVector left = FloatVector.fromArray(SPECIES, values, b + k * PANEL);
            FloatVector right = FloatVector.fromArray(SPECIES, values, b + k * PANEL + LANES);
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
        int b = panel * depth * PANEL;
        for (int k = 0; k < depth; k++) {
            FloatVector left = FloatVector.fromArray(SPECIES, values, b + k * PANEL);
            FloatVector right = FloatVector.fromArray(SPECIES, values, b + k * PANEL + LANES);
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
