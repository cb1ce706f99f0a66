package freshet.model.math;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The right side B (depth, columns) of a product, packed in panels of two vectors of columns: panel
 * p holds the rows of B[:, p·w .. (p+1)·w), one after the other, so that a product reads it from
 * front to end. Columns beyond the last are zero. Immutable; threads share it.
 *
 * <p>Products are computed in tiles of {@value #ROWS} rows by one panel: eight accumulators, as two
 * multiply-adds per cycle with four cycles of latency need. With 16 registers there is still room
 * for the operands. Register and cache blocking: Goto and van de Geijn 2008, sections 4 to 6. Every
 * element is one chain of fused multiply-adds in the order of the depth, so that it does not depend
 * on what else is in the batch.
 */
public final class VectorMatrix {
    public static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    public static final int LANES = SPECIES.length();

    /** Columns of a panel: 32 with AVX-512, 16 with AVX2, 8 with NEON. */
    public static final int PANEL = 2 * LANES;

    /** Rows of a tile. */
    public static final int ROWS = 4;

    private final int depth;
    private final int panels;
    private final float[] values; // (panels, depth, PANEL)

    /** @param b gives the values of B */
    public VectorMatrix(int depth, int columns, Entries b) {
        this.depth = depth;
        this.panels = (columns + PANEL - 1) / PANEL;
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

    /** Columns with padding: those of all panels. */
    public int paddedColumns() {
        return panels * PANEL;
    }

    /**
     * One value per column, padded to all panels: {@code columns} of them from {@code from} on,
     * then the padding.
     */
    public float[] padded(float[] values, int from, int columns, float padding) {
        float[] padded = new float[paddedColumns()];
        System.arraycopy(values, from, padded, 0, columns);
        Arrays.fill(padded, columns, padded.length, padding);
        return padded;
    }

    /** Floats of a matrix of this many rows in whole tiles. */
    public static int tiledLength(int rows, int depth) {
        return Math.multiplyExact((rows + ROWS - 1) / ROWS * ROWS, depth);
    }

    /**
     * Puts a row, or a part of one, into the left side A of a product, which is packed in tiles.
     * What is in the rows that fill up a last tile does not matter.
     *
     * @param values the part's values, {@code length} of them from {@code from} on
     * @param tiles A (⌈rows / {@value #ROWS}⌉, depth, {@value #ROWS})
     * @param row row of A
     * @param first column of A where the part begins
     */
    public static void putRow(float[] values, int from, int length, float[] tiles, int depth, int row, int first) {
        int at = row / ROWS * ROWS * depth + row % ROWS + first * ROWS;
        for (int k = 0; k < length; k++) {
            tiles[at + k * ROWS] = values[from + k];
        }
    }

    /**
     * The whole product, out = start + A · B.
     *
     * @param tiles A (rows, depth) in tiles
     * @param start (padded columns), for all rows the same
     * @param out receives (rows rounded up to {@value #ROWS}, padded columns)
     */
    public void multiply(float[] tiles, int rows, float[] start, float[] out) {
        for (int panel = 0; panel < panels; panel++) {
            for (int row = 0; row < rows; row += ROWS) {
                multiply(panel, tiles, row * depth, start, out, row * paddedColumns() + panel * PANEL, paddedColumns());
            }
        }
    }

    /**
     * Multiplies one tile with one panel: out[r, j] = start[j] + Σ_k A[r, k] · B[k, j] for the
     * panel's columns j.
     *
     * @param tile A as {@link #putRow} packs it, (depth, {@value #ROWS}) from {@code a} on
     * @param start (padded columns), for all rows the same
     * @param out receives {@value #ROWS} rows of PANEL values, the first at {@code to}, each
     *     {@code stride} after the one before
     */
    public void multiply(int panel, float[] tile, int a, float[] start, float[] out, int to, int stride) {
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
            FloatVector row0 = FloatVector.broadcast(SPECIES, tile[a + k * ROWS]);
            row0Left = row0.fma(left, row0Left);
            row0Right = row0.fma(right, row0Right);
            FloatVector row1 = FloatVector.broadcast(SPECIES, tile[a + k * ROWS + 1]);
            row1Left = row1.fma(left, row1Left);
            row1Right = row1.fma(right, row1Right);
            FloatVector row2 = FloatVector.broadcast(SPECIES, tile[a + k * ROWS + 2]);
            row2Left = row2.fma(left, row2Left);
            row2Right = row2.fma(right, row2Right);
            FloatVector row3 = FloatVector.broadcast(SPECIES, tile[a + k * ROWS + 3]);
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
}
