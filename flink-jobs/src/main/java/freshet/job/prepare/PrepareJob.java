package freshet.job.prepare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * Logs become sorted runs of sessions: each file is read by one task, which collects events of one
 * session that are close in it; these groups go to tasks by a hash of their session's key, and each
 * group of groups becomes the sessions that the job would have, which the task writes into a run.
 * Flink, and the run's writer, spill what does not fit into memory. The runs together hold the same
 * sessions at every parallelism; {@link freshet.model.data.run.SortedRuns} merges them.
 */
public final class PrepareJob {
    private static final TypeInformation<Tuple2<Integer, String>> FILE = Types.TUPLE(Types.INT, Types.STRING);

    private static final int RESTARTS = 10;

    private PrepareJob() {}

    /** Adds the job to an environment, whose parallelism holds. */
    public static void build(StreamExecutionEnvironment environment, PrepareSettings settings) {
        // Said of each operator: or Flink judges by bytes, and one task reads the list of files.
        int tasks = environment.getParallelism();
        environment.setRuntimeMode(RuntimeExecutionMode.BATCH);
        environment.configure(restarts());
        environment
                .fromData(largestFirst(settings.files()), FILE)
                .name("files")
                .rebalance()
                .flatMap(new LogEvents(
                        settings.words().toArray(String[]::new),
                        settings.output().toString()))
                .returns(LogEvents.GROUP)
                .setParallelism(tasks)
                .name("events")
                .keyBy(group -> group.f0, Types.LONG)
                .transform(
                        "sessions",
                        Types.INT,
                        new SessionsOperator(settings.rules(), settings.output().toString()))
                .setParallelism(tasks)
                .sinkTo(new DiscardingSink<>())
                .setParallelism(tasks)
                .name("runs");
    }

    /** What is lost with a TaskManager is made again; a log that cannot be used fails at once. */
    private static Configuration restarts() {
        Configuration restarts = new Configuration();
        restarts.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        restarts.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, RESTARTS);
        restarts.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofSeconds(1));
        return restarts;
    }

    /**
     * The runs that the job has written, in no order.
     *
     * @throws IOException if the folder cannot be read
     */
    public static List<Path> runs(Path output) throws IOException {
        try (Stream<Path> files = Files.list(output)) {
            return files.filter(file -> file.getFileName().toString().startsWith(RunFile.NAME))
                    .toList();
        }
    }

    /** Dealt out one after another, so that no task ends with the largest. */
    private static List<Tuple2<Integer, String>> largestFirst(List<Path> files) {
        List<Tuple2<Integer, String>> numbered = new ArrayList<>();
        IntStream.range(0, files.size())
                .boxed()
                .sorted(Comparator.comparingLong(
                        (Integer number) -> -files.get(number).toFile().length()))
                .forEach(number ->
                        numbered.add(Tuple2.of(number, files.get(number).toString())));
        return numbered;
    }
}
