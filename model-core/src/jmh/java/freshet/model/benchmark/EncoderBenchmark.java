package freshet.model.benchmark;

import freshet.model.encoder.RecurrentEncoder;
import freshet.model.encoder.recurrent.CellWeights;
import freshet.model.encoder.recurrent.LayeredEncoder;
import freshet.model.encoder.recurrent.PlainGruCell;
import freshet.model.encoder.recurrent.RecurrentCell;
import freshet.model.encoder.recurrent.VectorGruCell;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
import org.openjdk.jmh.annotations.Warmup;

/** One item folded into each session of a batch, through one GRU layer. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 1)
public class EncoderBenchmark {
    private static final int ITEMS = 10_000;

    @Param({"100", "256"})
    public int width;

    @Param({"vector", "plain"})
    public String layer = "";

    @Param({"1", "8", "32", "128"})
    public int batch;

    private RecurrentEncoder.Folder folder;
    private float[] states;
    private int[] sessions;
    private int[] items;
    private int next;

    @Setup(Level.Trial)
    public void allocate() {
        Random random = new Random(3);
        float deviation = (float) Math.sqrt(1.0 / width);
        CellWeights weights = new CellWeights(
                3,
                width,
                width,
                Shape.gaussians(random, 3 * width * width, deviation),
                Shape.gaussians(random, 3 * width * width, deviation),
                new float[3 * width]);
        RecurrentCell gru = layer.equals("vector") ? new VectorGruCell(weights) : new PlainGruCell(weights);
        LayeredEncoder encoder = new LayeredEncoder(Shape.gaussians(random, ITEMS * width, 1f), List.of(gru));
        folder = encoder.newFolder(batch);
        states = new float[batch * width];
        sessions = IntStream.range(0, batch).toArray();
        items = new int[batch];
    }

    @Benchmark
    public float[] fold() {
        for (int i = 0; i < batch; i++) {
            next = (next + 7_919) % ITEMS;
            items[i] = next;
        }
        folder.fold(states, sessions, items, batch);
        return states;
    }
}
