package freshet.job.benchmark;

import freshet.job.state.Glance;
import freshet.job.state.SessionStateSerializer;
import freshet.model.session.ItemEvent;
import freshet.model.session.SessionRules;
import freshet.model.session.SessionState;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A session with a vector of 100 and a last answer of 20, as RocksDB is given it and gives it back.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class SessionStateBenchmark {
    private static final int WIDTH = 100;

    @Param({"3", "10", "50"})
    public int events;

    private final SessionStateSerializer serializer = new SessionStateSerializer();
    private final DataOutputSerializer out = new DataOutputSerializer(2048);
    private final Glance glance = new Glance();
    private final SessionStateSerializer glancing = new SessionStateSerializer(glance);
    private SessionState state = new SessionState();
    private byte[] bytes = new byte[0];

    @Setup
    public void fill() throws IOException {
        Random random = new Random(4);
        state = new SessionState();
        for (int event = 0; event < events; event++) {
            long time = 1_600_000_000_000L + event * 20_000L;
            state.admit(ItemEvent.view("sku-" + random.nextInt(40_000), time), SessionRules.DEFAULT, Long.MIN_VALUE);
        }
        float[] vector = new float[WIDTH];
        for (int i = 0; i < WIDTH; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        state.cache(7, vector, 0, WIDTH, SessionRules.DEFAULT);
        state.lastAnswer().begin(7);
        for (int rank = 0; rank < 20; rank++) {
            state.lastAnswer().add("sku-" + random.nextInt(40_000));
        }
        serializer.serialize(state, out);
        bytes = out.getCopyOfBuffer();
    }

    @Benchmark
    public int write() throws IOException {
        out.clear();
        serializer.serialize(state, out);
        return out.length();
    }

    @Benchmark
    public SessionState read() throws IOException {
        return serializer.deserialize(new DataInputDeserializer(bytes));
    }

    /** As a timer reads it. */
    @Benchmark
    public @Nullable SessionState end() throws IOException {
        return glance.at(() -> glancing.deserialize(new DataInputDeserializer(bytes)));
    }
}
