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
 * for the operands. With 32, two tiles are computed side by side: a load that is late then holds up
 * less, and the panel is read half as often. Register and cache blocking: Goto and van de Geijn
 * 2008, sections 4 to 6. Every element is one chain of fused multiply-adds in the order of the
 * depth, so that it does not depend on what else is in the batch.
 */
public abstract sealed class VectorPanels permits VectorMatrix, VectorHalfMatrix {
    public static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    public static final int LANES = SPECIES.length();

    /** Columns of a panel: 32 with AVX-512, 16 with AVX2, 8 with NEON. */
    public static final int PANEL = 2 * LANES;

    /** Rows of a tile. */
    public static final int ROWS = 4;

    /** AVX-512 has 32 vector registers; two tiles do not fit into the 16 of AVX2. */
    private static final boolean MANY_REGISTERS = LANES == 16;

    final int depth;
    final int panels;

    VectorPanels(int depth, int columns) {
        this.depth = depth;
        this.panels = (columns + PANEL - 1) / PANEL;
    }

    /** Columns with padding: those of all panels. */
    public final int paddedColumns() {
        return panels * PANEL;
    }

    /**
     * One value per column, padded to all panels: {@code columns} of them from {@code from} on,
     * then the padding.
     */
    public final float[] padded(float[] values, int from, int columns, float padding) {
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
     * @param tiles A (rows, depth) in tiles, as {@link #putRow} packs it
     * @param start (padded columns), for all rows the same
     * @param out receives (rows rounded up to {@value #ROWS}, padded columns)
     */
    public final void multiply(float[] tiles, int rows, float[] start, float[] out) {
        for (int panel = 0; panel < panels; panel++) {
            multiply(panel, tiles, rows, start, out, panel * PANEL, paddedColumns());
        }
    }

    /**
     * Multiplies all rows with one panel: out[r, j] = start[j] + Σ_k A[r, k] · B[k, j] for the
     * panel's columns j.
     *
     * @param tiles A (rows, depth) in tiles
     * @param start (padded columns), for all rows the same
     * @param out receives PANEL values for each row, rounded up to {@value #ROWS} rows;
     *     the first at {@code to}, each {@code stride} after the one before
     */
    public final void multiply(int panel, float[] tiles, int rows, float[] start, float[] out, int to, int stride) {
        int row = 0;
        if (MANY_REGISTERS) {
            for (; row + ROWS < rows; row += 2 * ROWS) {
                multiplyPair(panel, tiles, row * depth, start, out, to + row * stride, stride);
            }
        }
        for (; row < rows; row += ROWS) {
            multiplyTile(panel, tiles, row * depth, start, out, to + row * stride, stride);
        }
    }

    /** One tile of A, from {@code a} on, by one panel. */
    abstract void multiplyTile(int panel, float[] tiles, int a, float[] start, float[] out, int to, int stride);

    /** Two tiles that follow each other. */
    abstract void multiplyPair(int panel, float[] tiles, int a, float[] start, float[] out, int to, int stride);
}
