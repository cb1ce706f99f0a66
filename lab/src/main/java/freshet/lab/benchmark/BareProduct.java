package freshet.lab.benchmark;

import freshet.trainer.linear.Matrix;
import freshet.trainer.linear.MatrixMemory;
import freshet.trainer.linear.ProductKernel;
import freshet.trainer.linear.Sgemm;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/**
 * The speed of one large matrix product on one thread, {@value #SIDE} to the power of three, by
 * OpenBLAS: what the machine can do. For one thread.
 */
final class BareProduct implements AutoCloseable {
    private static final int SIDE = 1024;
    private static final int REPETITIONS = 5;
    private static final double FLOPS = 2.0 * SIDE * SIDE * SIDE;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final MatrixMemory memory = ProductKernel.OPENBLAS.memory();
    private final Matrix a = ones();
    private final Matrix b = ones();
    private final Matrix c = ones();

    /** Floating-point operations per nanosecond of CPU time, the best of some products. */
    double gigaflops() {
        long shortest = Long.MAX_VALUE;
        for (int i = 0; i < REPETITIONS; i++) {
            long start = threads.getCurrentThreadCpuTime();
            Sgemm.multiply(a, b, c, SIDE, SIDE, SIDE);
            shortest = Math.min(shortest, threads.getCurrentThreadCpuTime() - start);
        }
        return FLOPS / shortest;
    }

    private Matrix ones() {
        float[] values = new float[SIDE * SIDE];
        Arrays.fill(values, 1f);
        Matrix matrix = memory.matrix(SIDE, SIDE);
        matrix.put(0, 0, values, 0, values.length);
        return matrix;
    }

    /** Gives the matrices back. */
    @Override
    public void close() {
        memory.close();
    }
}
