package freshet.model.benchmark;

import freshet.model.ExcludedItems;
import freshet.model.RankedItems;
import freshet.model.scoring.ItemHead;
import freshet.model.scoring.ItemScorer;
import freshet.model.scoring.ScoringKernel;
import freshet.model.scoring.exact.Nd4jKernel;
import freshet.model.scoring.exact.VectorKernel;
import java.util.concurrent.TimeUnit;
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

/** One batch of queries scored against all items: product, top 20 and softmax denominator. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 1)
public class ScoringBenchmark {
    private static final int K = 20;

    @Param({"40000x100", "40000x256", "1000000x100"})
    public String shape = "";

    @Param({"vector", "bfloat16", "nd4j"})
    public String kernel = "";

    @Param({"1", "8", "32", "128"})
    public int batch;

    private ScoringKernel weights;
    private ItemScorer scorer;
    private float[] queries;
    private ExcludedItems excluded;
    private RankedItems ranked;

    @Setup(Level.Trial)
    public void allocate() {
        Shape size = Shape.parse(shape);
        ItemHead head = size.head();
        weights = switch (kernel) {
            case "vector" -> new VectorKernel(head);
            case "bfloat16" -> VectorKernel.ofHalfPrecision(head);
            default -> new Nd4jKernel(head);
        };
        scorer = weights.newScorer(batch, K);
        queries = size.queries(batch);
        excluded = new ExcludedItems(batch, 1);
        ranked = new RankedItems(batch, K);
    }

    @Benchmark
    public RankedItems top() {
        scorer.top(queries, batch, excluded, ranked);
        return ranked;
    }

    @TearDown(Level.Trial)
    public void free() {
        scorer.close();
        weights.close();
    }
}
