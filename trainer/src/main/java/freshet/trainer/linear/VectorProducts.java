package freshet.trainer.linear;

import static freshet.trainer.linear.VectorTiles.LANES;
import static freshet.trainer.linear.VectorTiles.NARROW_ROWS;
import static freshet.trainer.linear.VectorTiles.PANEL;
import static freshet.trainer.linear.VectorTiles.WIDE_ROWS;

import java.util.Arrays;

/**
 * Products by {@link VectorTiles}, for one large and two small sides, as training has them: some
 * hundred sessions and units, thousands of candidates. A block of B is packed in panels; rows of A
 * are read where they are, some at a time, and meet all panels while they are in the first-level
 * cache. The blocks depend on the shape alone, and each sum runs over them in order.
 *
 * <p>A product by a transposed matrix is computed as its transpose: the lanes run over the rows of
 * A, of which there are few, and what is copied across is the result, never the large B. Holds
 * scratch: for one thread.
 */
final class VectorProducts {
    private static final int DEPTH = 128; // a panel of so many steps is a third of a first-level cache
    private static final int COLUMNS = 512; // a packed block is a quarter of a second-level cache
    private static final int ROWS = 16; // that meet all panels in turn

    private final float[] tile = new float[NARROW_ROWS * PANEL];
    private float[] panels = new float[0]; // (panels, depth, PANEL)
    private float[] rest = new float[0]; // (NARROW_ROWS, depth): the last rows of A, zeros below them
    private float[] transposed = new float[0]; // (ROWS, m)

    /** As {@link Matrix#product}, of at least one row and column. */
    void product(
            boolean transposeA,
            boolean transposeB,
            HeapMatrix a,
            HeapMatrix b,
            boolean add,
            HeapMatrix c,
            int m,
            int k,
            int n) {
        if (transposeB) {
            productByTransposed(a, b, add, c, m, k, n);
            return;
        }
        Left left = transposeA
                ? new Left(a.values(), a.first(), 1, a.stride())
                : new Left(a.values(), a.first(), a.stride(), 1);
        if (k == 0 && !add) {
            for (int row = 0; row < m; row++) {
                int at = c.first() + row * c.stride();
                Arrays.fill(c.values(), at, at + n, 0f);
            }
        }
        for (int step = 0; step < k; step += DEPTH) {
            int depth = Math.min(DEPTH, k - step);
            for (int column = 0; column < n; column += COLUMNS) {
                int width = Math.min(COLUMNS, n - column);
                pack(b, step, depth, column, width);
                Left part = left.from(0, step);
                int to = c.first() + column;
                for (int row = 0; row < m; row += ROWS) {
                    int rows = Math.min(ROWS, m - row);
                    int at = to + row * c.stride();
                    rowsByPanels(part.from(row, 0), rows, depth, width, add || step > 0, c.values(), at, c.stride());
                }
            }
        }
    }

    /** C (m,n) = A (m,k) · B (n,k)ᵀ as Cᵀ = B · Aᵀ. */
    private void productByTransposed(HeapMatrix a, HeapMatrix b, boolean add, HeapMatrix c, int m, int k, int n) {
        packTransposed(a, m, k);
        int width = (m + LANES - 1) / LANES * LANES; // whole vectors: there is room for them
        if (transposed.length < ROWS * width) {
            transposed = new float[ROWS * width];
        }
        Left left = new Left(b.values(), b.first(), b.stride(), 1);
        for (int row = 0; row < n; row += ROWS) {
            int rows = Math.min(ROWS, n - row);
            rowsByPanels(left.from(row, 0), rows, k, width, false, transposed, 0, width);
            for (int i = 0; i < m; i++) {
                int to = c.first() + i * c.stride() + row;
                copyColumn(transposed, i, width, c.values(), to, rows, add);
            }
        }
    }

    private static void copyColumn(float[] from, int at, int stride, float[] to, int first, int count, boolean add) {
        if (add) {
            for (int j = 0; j < count; j++) {
                to[first + j] += from[at + j * stride];
            }
        } else {
            for (int j = 0; j < count; j++) {
                to[first + j] = from[at + j * stride];
            }
        }
    }

    /** Some rows by all packed panels, which have {@code width} columns. */
    private void rowsByPanels(Left a, int rows, int depth, int width, boolean add, float[] c, int to, int stride) {
        for (int column = 0; column < width; column += PANEL) {
            int panel = column * depth;
            int columns = Math.min(PANEL, width - column);
            int row = 0;
            if (columns == PANEL) {
                for (; row + WIDE_ROWS <= rows; row += WIDE_ROWS) {
                    int at = a.first + row * a.rowStride;
                    int first = to + column + row * stride;
                    VectorTiles.wide(
                            a.values, at, a.rowStride, a.stepStride, panels, panel, depth, add, c, first, stride);
                }
            } else if (columns <= LANES) {
                for (; row + NARROW_ROWS <= rows; row += NARROW_ROWS) {
                    int at = a.first + row * a.rowStride;
                    VectorTiles.narrow(a.values, at, a.rowStride, a.stepStride, panels, panel, depth, tile, 0, PANEL);
                    copyTile(NARROW_ROWS, columns, add, c, to + column + row * stride, stride);
                }
            }
            for (; row < rows; row += WIDE_ROWS) {
                int count = Math.min(WIDE_ROWS, rows - row);
                Left part = count < WIDE_ROWS ? copy(a.from(row, 0), count, depth) : a.from(row, 0);
                VectorTiles.wide(
                        part.values,
                        part.first,
                        part.rowStride,
                        part.stepStride,
                        panels,
                        panel,
                        depth,
                        false,
                        tile,
                        0,
                        PANEL);
                copyTile(count, columns, add, c, to + column + row * stride, stride);
            }
        }
    }

    private void copyTile(int rows, int columns, boolean add, float[] c, int to, int stride) {
        for (int row = 0; row < rows; row++) {
            int at = to + row * stride;
            if (add) {
                for (int j = 0; j < columns; j++) {
                    c[at + j] += tile[row * PANEL + j];
                }
            } else {
                System.arraycopy(tile, row * PANEL, c, at, columns);
            }
        }
    }

    /** Fewer rows than a tile has, with rows below them that may be read. */
    private Left copy(Left a, int rows, int depth) {
        if (rest.length < WIDE_ROWS * depth) {
            rest = new float[WIDE_ROWS * depth];
        }
        for (int row = 0; row < rows; row++) {
            for (int k = 0; k < depth; k++) {
                rest[row * depth + k] = a.values[a.first + row * a.rowStride + k * a.stepStride];
            }
        }
        return new Left(rest, 0, depth, 1);
    }

    private void pack(HeapMatrix b, int step, int depth, int column, int width) {
        reserve(width, depth);
        for (int j = 0; j < width; j += PANEL) {
            int from = b.first() + step * b.stride() + column + j;
            int columns = Math.min(PANEL, width - j);
            if (columns == PANEL) {
                VectorTiles.pack(b.values(), from, b.stride(), depth, panels, j * depth);
            } else {
                for (int k = 0; k < depth; k++) {
                    int to = j * depth + k * PANEL;
                    System.arraycopy(b.values(), from + k * b.stride(), panels, to, columns);
                    Arrays.fill(panels, to + columns, to + PANEL, 0f);
                }
            }
        }
    }

    /** Aᵀ (k,m) in panels. */
    private void packTransposed(HeapMatrix a, int m, int k) {
        reserve(m, k);
        for (int i = 0; i < m; i++) {
            int from = a.first() + i * a.stride();
            int to = i / PANEL * PANEL * k + i % PANEL;
            for (int step = 0; step < k; step++) {
                panels[to + step * PANEL] = a.values()[from + step];
            }
        }
        for (int i = m; i % PANEL != 0; i++) {
            int to = i / PANEL * PANEL * k + i % PANEL;
            for (int step = 0; step < k; step++) {
                panels[to + step * PANEL] = 0;
            }
        }
    }

    private void reserve(int width, int depth) {
        int length = Math.multiplyExact((width + PANEL - 1) / PANEL * PANEL, depth);
        if (panels.length < length) {
            panels = new float[length];
        }
    }

    /** A's element of a row and a step is at first + row · rowStride + step · stepStride. */
    private record Left(float[] values, int first, int rowStride, int stepStride) {

        Left from(int row, int step) {
            return new Left(values, first + row * rowStride + step * stepStride, rowStride, stepStride);
        }
    }
}
