package freshet.trainer.linear;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How fast each kernel computes the three products of an output layer: scores, and the gradients of
 * queries and of candidates.
 *
 * @param gigaflops floating-point operations per nanosecond of one thread, of each kernel that this
 *     JVM has; the best of some runs
 */
public record ProductSpeeds(Map<ProductKernel, Double> gigaflops) {
    private static final long LEAST_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final int FEW = 64; // candidates while Java compiles
    private static final int RUNS = 20;
    private static final double FASTER = 1.02; // less is noise
    private static final double CLEARLY = 1.5;

    // One measurement of a shape per process: asked again, it answers the same.
    private static final Map<Shape, ProductSpeeds> MEASURED = new ConcurrentHashMap<>();

    public ProductSpeeds {
        gigaflops = Map.copyOf(gigaflops);
    }

    /**
     * Sizes of the products.
     *
     * @param batch sessions in a step
     * @param width floats of a query
     * @param candidates items that a step scores
     */
    public record Shape(int batch, int width, int candidates) {

        Shape atMost(int most) {
            return new Shape(batch, width, Math.min(candidates, most));
        }

        /** Floating-point operations of a step. */
        double flops() {
            return 6.0 * batch * width * candidates;
        }
    }

    /** Measures, for some hundredths of a second and until Java has compiled, once per process. */
    public static ProductSpeeds of(Shape shape) {
        return MEASURED.computeIfAbsent(
                shape,
                asked -> new ProductSpeeds(Stream.of(ProductKernel.values())
                        .filter(ProductKernel::present)
                        .collect(Collectors.toMap(kernel -> kernel, kernel -> measure(kernel, asked)))));
    }

    /**
     * The faster one. Where they are near one another it is OpenBLAS each time: another kernel
     * would give a bundle other bytes.
     */
    ProductKernel faster() {
        double vector = gigaflops.getOrDefault(ProductKernel.VECTOR, 0.0);
        return vector > CLEARLY * gigaflops.get(ProductKernel.OPENBLAS) ? ProductKernel.VECTOR : ProductKernel.OPENBLAS;
    }

    private static double measure(ProductKernel kernel, Shape shape) {
        try (MatrixMemory memory = kernel.memory()) {
            compile(new Step(memory, shape.atMost(FEW)));
            Step step = new Step(memory, shape);
            return shape.flops()
                    / IntStream.range(0, RUNS)
                            .mapToLong(run -> step.nanos())
                            .min()
                            .orElseThrow();
        }
    }

    /** Until it gets no faster, and as long again: Java compiles while it runs. */
    private static void compile(Step step) {
        long begin = System.nanoTime();
        long improved = begin;
        long shortest = Long.MAX_VALUE;
        long now = begin;
        while (now - begin < MOST_NANOS && now - improved < LEAST_NANOS + (improved - begin)) {
            long nanos = step.nanos();
            now = System.nanoTime();
            if (nanos * FASTER < shortest) {
                improved = now;
            }
            shortest = Math.min(shortest, nanos);
        }
    }

    /** The products of one training step, one after the other, as they share a cache there. */
    private static final class Step {
        private final Shape shape;
        private final Matrix queries;
        private final Matrix candidates;
        private final Matrix scores;
        private final Matrix gradQueries;
        private final Matrix gradCandidates;

        Step(MatrixMemory memory, Shape shape) {
            this.shape = shape;
            this.queries = memory.matrix(shape.batch, shape.width);
            this.candidates = memory.matrix(shape.candidates, shape.width);
            this.scores = memory.matrix(shape.batch, shape.candidates);
            this.gradQueries = memory.matrix(shape.batch, shape.width);
            this.gradCandidates = memory.matrix(shape.candidates, shape.width);
        }

        /** Computes them and tells how long it took. */
        long nanos() {
            long begin = System.nanoTime();
            int batch = shape.batch;
            int width = shape.width;
            int count = shape.candidates;
            Sgemm.multiplyByTransposed(queries, candidates, scores, batch, width, count);
            Sgemm.multiply(scores, candidates, gradQueries, batch, count, width);
            Sgemm.multiplyTransposed(scores, queries, gradCandidates, count, batch, width);
            return System.nanoTime() - begin;
        }
    }
}
