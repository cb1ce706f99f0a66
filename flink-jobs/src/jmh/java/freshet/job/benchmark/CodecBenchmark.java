package freshet.job.benchmark;

import freshet.schema.EventCoordinates;
import freshet.schema.Recommendation;
import freshet.schema.RecommendationSource;
import freshet.schema.RecommendedItem;
import freshet.schema.SessionEvent;
import freshet.schema.codec.SingleObjectCodec;
import freshet.schema.event.DecodedEvent;
import freshet.schema.event.EventDecoder;
import freshet.schema.event.EventFormat;
import freshet.schema.event.EventLimits;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * An event decoded and checked, in both formats, and an answer of 20 items encoded and, as a reader
 * does, decoded.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodecBenchmark {
    private static final Instant NOW = Instant.ofEpochMilli(1_790_000_000_000L);

    private final EventDecoder avro = EventFormat.AVRO.decoder(EventLimits.DEFAULT, Clock.systemUTC());
    private final EventDecoder json = EventFormat.JSON.decoder(EventLimits.DEFAULT, Clock.systemUTC());
    private final SingleObjectCodec<Recommendation> answers = new SingleObjectCodec<>(Recommendation.class);
    private final byte[] avroEvent = EventFormat.AVRO.encode(event());
    private final byte[] jsonEvent = EventFormat.JSON.encode(event());
    private final Recommendation answer = answer();
    private final byte[] encodedAnswer = answers.encode(answer);

    private static SessionEvent event() {
        return SessionEvent.newBuilder()
                .setSessionId("session-4711-2")
                .setItemId("sku-31415")
                .setEventTime(NOW)
                .setEventType("view")
                .setEventId("e-27182")
                .setContext(Map.of("page", "home"))
                .build();
    }

    private static Recommendation answer() {
        List<RecommendedItem> items = IntStream.range(0, 20)
                .mapToObj(rank -> new RecommendedItem("sku-" + (31_000 + rank), 0.1f / (rank + 1)))
                .toList();
        return new Recommendation(
                "session-4711-2",
                new EventCoordinates("events", 3, 123_456L),
                NOW,
                7L,
                RecommendationSource.MODEL,
                4,
                items,
                NOW);
    }

    @Benchmark
    public DecodedEvent decodeAvroEvent() {
        return avro.decode(avroEvent);
    }

    @Benchmark
    public DecodedEvent decodeJsonEvent() {
        return json.decode(jsonEvent);
    }

    @Benchmark
    public byte[] encodeAnswer() {
        return answers.encode(answer);
    }

    @Benchmark
    public Recommendation decodeAnswer() {
        return answers.decode(encodedAnswer);
    }
}
