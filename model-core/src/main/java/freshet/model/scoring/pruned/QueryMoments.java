package freshet.model.scoring.pruned;

import static freshet.model.math.VectorMatrix.LANES;
import static freshet.model.math.VectorMatrix.SPECIES;

import freshet.model.math.VectorMath;
import freshet.model.math.VectorMatrix;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * What a few queries make of the clusters: coordinates along the axes, how high a cluster's scores
 * are likely to go, and the sum of e^s that it holds. For one thread.
 */
final class QueryMoments {
    private static final float[] NONE = {};

    /**
     * How many standard deviations above its mean a cluster is ranked: more brings in the wide
     * ones, where single items score high.
     */
    private static final float DEVIATIONS = 2f;

    private final PrunedItems items;
    private final int width;
    private final int axes;
    private final int stride; // clusters, padded
    private final int paddedAxes;
    private final float[] noStart; // (padded axes)
    private final float[] queryTiles; // (queries / 4, width, 4)
    private final float[] coordinates; // (queries rounded up to 4, padded axes): x
    private final float[] squares; // (axes + 1): x_a², then |q|² − |x|²
    private final float[] squareTiles; // (queries / 4, axes + 1, 4)
    private final float[] means; // (queries rounded up to 4, stride): μ
    private final float[] spreads; // (queries rounded up to 4, stride): σ²/2
    private final float[] exponents; // (stride): μ + σ²/2, then their exponentials

    /** @param queries most at once */
    QueryMoments(PrunedItems items, int queries) {
        this.items = items;
        this.width = items.head.width();
        this.axes = items.axes;
        this.stride = items.moments.stride();
        this.paddedAxes = items.basis.paddedColumns();
        this.noStart = items.basis.padded(NONE, 0, 0, 0f);
        this.queryTiles = new float[VectorMatrix.tiledLength(queries, width)];
        this.coordinates = new float[VectorMatrix.tiledLength(queries, paddedAxes)];
        this.squares = new float[axes + 1];
        this.squareTiles = new float[VectorMatrix.tiledLength(queries, axes + 1)];
        this.means = new float[VectorMatrix.tiledLength(queries, stride)];
        this.spreads = new float[VectorMatrix.tiledLength(queries, stride)];
        this.exponents = new float[stride];
    }

    /** Takes {@code n} queries (n, width) from row {@code first} on. */
    void compute(float[] queries, int first, int n) {
        for (int i = 0; i < n; i++) {
            VectorMatrix.putRow(queries, (first + i) * width, width, queryTiles, width, i, 0);
        }
        items.moments.means(queryTiles, n, means);
        items.basis.multiply(queryTiles, n, noStart, coordinates);
        for (int i = 0; i < n; i++) {
            square(queries, (first + i) * width, i * paddedAxes);
            VectorMatrix.putRow(squares, 0, axes + 1, squareTiles, axes + 1, i, 0);
        }
        items.moments.spreads(squareTiles, n, spreads);
    }

    private void square(float[] queries, int query, int x) {
        float across = 0;
        for (int k = 0; k < width; k++) {
            across += queries[query + k] * queries[query + k];
        }
        for (int a = 0; a < axes; a++) {
            squares[a] = coordinates[x + a] * coordinates[x + a];
            across -= squares[a];
        }
        squares[axes] = Math.max(0, across);
    }

    /** A query's coordinate along an axis. */
    float coordinate(int i, int axis) {
        return coordinates[i * paddedAxes + axis];
    }

    /** μ, the mean of a cluster's scores. */
    float mean(int i, int cluster) {
        return means[i * stride + cluster];
    }

    /**
     * How high a cluster's scores are likely to go, μ + 2σ.
     *
     * @param out receives it for all clusters (padded clusters)
     */
    void promise(int i, float[] out) {
        FloatVector two = FloatVector.broadcast(SPECIES, 2f);
        FloatVector deviations = FloatVector.broadcast(SPECIES, DEVIATIONS);
        for (int c = 0; c < stride; c += LANES) {
            FloatVector half = FloatVector.fromArray(SPECIES, spreads, i * stride + c);
            FloatVector mean = FloatVector.fromArray(SPECIES, means, i * stride + c);
            half.mul(two).sqrt().fma(deviations, mean).intoArray(out, c);
        }
    }

    /** Leaves a cluster out of {@link #sumOfExp}. */
    void leaveOut(int i, int cluster) {
        spreads[i * stride + cluster] = Float.NEGATIVE_INFINITY;
    }

    /**
     * Σ n e^(μ + σ²/2 − highest) over the clusters that are not left out. None is taken to hold
     * better items than the highest, nor are those whose moments overflow.
     *
     * @param counts n (padded clusters), 0 for the padding
     */
    float sumOfExp(int i, float highest, float[] counts) {
        for (int c = 0; c < stride; c += LANES) {
            FloatVector.fromArray(SPECIES, means, i * stride + c)
                    .add(FloatVector.fromArray(SPECIES, spreads, i * stride + c))
                    .intoArray(exponents, c);
        }
        VectorMath.expBelow(exponents, 0, stride, highest);
        FloatVector sum = FloatVector.zero(SPECIES);
        for (int c = 0; c < stride; c += LANES) {
            sum = FloatVector.fromArray(SPECIES, exponents, c).fma(FloatVector.fromArray(SPECIES, counts, c), sum);
        }
        return sum.reduceLanes(VectorOperators.ADD);
    }
}
