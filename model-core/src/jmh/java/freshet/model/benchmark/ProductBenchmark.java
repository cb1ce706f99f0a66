package freshet.model.benchmark;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.FloatPointer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The bare product Q (batch, width) · Eᵀ (width, items) by OpenBLAS, native memory, nothing ranked.
 * The shape 1024x1024 with a batch of 1024 is the best that its sgemm does here: what the kernels
 * are measured by.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 1)
public class ProductBenchmark {

    @Param({"1024x1024"})
    public String shape = "";

    @Param({"1024"})
    public int batch;

    private Shape size = new Shape(1, 1);
    private FloatPointer queries;
    private FloatPointer embedding;
    private FloatPointer scores;

    @Setup(Level.Trial)
    public void allocate() {
        size = Shape.parse(shape);
        queries = new FloatPointer(size.queries(batch));
        embedding = new FloatPointer(size.head().embedding());
        scores = new FloatPointer((long) batch * size.items());
    }

    @Benchmark
    public FloatPointer sgemm() {
        cblas_sgemm(
                CblasRowMajor,
                CblasNoTrans,
                CblasTrans,
                batch,
                size.items(),
                size.width(),
                1f,
                queries,
                size.width(),
                embedding,
                size.width(),
                0f,
                scores,
                size.items());
        return scores;
    }

    @TearDown(Level.Trial)
    public void free() {
        queries.close();
        embedding.close();
        scores.close();
    }
}
