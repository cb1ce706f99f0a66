package freshet.lab.benchmark.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import freshet.cli.testing.CommandRun;
import freshet.lab.benchmark.CompareCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServingBenchmarkITCase {
    @TempDir
    Path folder;

    @Test
    void aTinyModelIsMeasuredInEveryRun() throws IOException {
        Path json = folder.resolve("figures.json");
        List<Path> before = benchmarkFolders(); // a run that was killed leaves its own

        CommandRun run = CommandRun.of(
                new ServingBenchmarkCommand(),
                "--runs=backlog,latency,swaps,ends",
                "--items=5000",
                "--width=8",
                "--batch=16",
                "--k=5",
                "--sessions=200",
                "--parallelism=2",
                "--warm-up=500",
                "--events=1000",
                "--rate=200",
                "--lead-in=1s",
                "--profile",
                "--duration=4s",
                "--swap-every=1s",
                "--checkpoint-interval=500ms",
                "--set=session.max-items=20",
                "--json=" + json);

        assertThat(run.failure()).isEmpty();
        assertThat(run.out())
                .contains("machine", "load before", "Flink 2", "items=5000", "set=session.max-items=20")
                .contains(
                        "per core-second of the task's threads",
                        "score, on the clock",
                        "cores busy",
                        "who had the cores",
                        "recommender",
                        "answers of the versions [1",
                        "resident after each, MiB: [",
                        "200 sessions were ended by one watermark");
        JsonNode written = JsonMapper.builder().build().readTree(json.toFile());
        assertThat(written.at("/settings/parallelism").asText()).isEqualTo("2");
        assertThat(written.at("/settings/state").asText()).contains("bloomFilter=true");
        JsonNode backlog = written.at("/figures/backlog");
        assertThat(backlog.get("events").asInt()).isGreaterThanOrEqualTo(1_000);
        assertThat(backlog.get("averageBatch").asDouble()).isPositive();
        assertThat(backlog.has("decodeMicrosPerEvent")).isTrue(); // so few events may have been decoded before
        for (String stage : List.of("state", "fold", "score", "emit")) {
            assertThat(backlog.get(stage + "MicrosPerEvent").asDouble())
                    .as(stage)
                    .isPositive();
        }
        assertThat(backlog.get("taskCpuMicrosPerEvent").asDouble()).isPositive();
        assertThat(written.at("/figures/latency/events").asInt()).isEqualTo(800);
        assertThat(written.at("/figures/latency/p50Millis").asDouble()).isPositive();
        assertThat(written.at("/figures/latency/busyCores").asDouble()).isPositive();
        assertThat(written.at("/figures/swaps/events").asInt()).isEqualTo(800);
        assertThat(written.at("/figures/swaps/swaps").asInt()).isPositive();
        assertThat(written.at("/figures/ends/events").asInt()).isEqualTo(800);
        assertThat(written.at("/figures/ends/secondsToDropAll").asDouble()).isPositive();
        assertThat(CommandRun.of(new CompareCommand(), json.toString(), json.toString())
                        .out())
                .startsWith("same machine")
                .containsPattern("figures\\.latency\\.events +800 +800 +1\\.000");
        assertThat(benchmarkFolders()).isEqualTo(before);
    }

    @Test
    void whatCannotBeRunIsRefusedBeforeAnythingStarts() {
        assertThat(CommandRun.of(new ServingBenchmarkCommand(), "--runs=latency")
                        .err())
                .startsWith("without the run backlog --rate must be given");
        assertThat(CommandRun.of(new ServingBenchmarkCommand(), "--rate=0").err())
                .startsWith("--rate is 0");
    }

    private static List<Path> benchmarkFolders() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("freshet-benchmark"))
                    .sorted()
                    .toList();
        }
    }
}
