package freshet.lab.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import freshet.cli.CommandException;
import freshet.cli.testing.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QualityReportTest {
    @TempDir
    Path folder;

    @Test
    void twoSeedsOfATinyModelGiveTheirMeanAndSpread() throws IOException {
        String log = Files.writeString(folder.resolve("log.txt"), "1 2 3\n2 3 1\n3 1 2\n1 2 4\n2 3 4\n".repeat(4))
                .toString();
        Path json = folder.resolve("quality.json");

        CommandRun run = CommandRun.of(
                new QualityBenchmarkCommand(),
                "--train",
                log,
                "--test",
                log,
                "--format",
                "sequences",
                "--min-support",
                "1",
                "--seeds",
                "1,2",
                "--set",
                "epochs=1",
                "--set",
                "layers=4",
                "--set",
                "n_sample=4",
                "--json",
                json.toString());

        assertThat(run.status()).as(run.err() + run.failure()).isZero();
        JsonNode found = JsonMapper.builder().build().readTree(json.toFile());
        JsonNode first = found.path("runs").path(0);
        JsonNode second = found.path("runs").path(1);
        assertThat(found.path("predictions").asInt()).isEqualTo(40);
        assertThat(found.path("mrr").asDouble())
                .isCloseTo((first.path("mrr").asDouble() + second.path("mrr").asDouble()) / 2, within(1e-12));
        double spread =
                100 * Math.abs(first.path("mrr").asDouble() - second.path("mrr").asDouble());
        assertThat(run.out()).containsPattern(String.format(Locale.ROOT, "spread +0\\.00 +%.2f", spread));
    }

    @Test
    void aModelThatCountsIsTrainedOnceWithoutASeed() throws IOException {
        String log = Files.writeString(folder.resolve("log.txt"), "1 2 3\n2 3 1\n".repeat(4))
                .toString();
        Path json = folder.resolve("counted.json");

        CommandRun run = CommandRun.of(
                new QualityBenchmarkCommand(),
                "--train",
                log,
                "--test",
                log,
                "--format",
                "sequences",
                "--min-support",
                "1",
                "--model",
                "sequential-rules",
                "--json",
                json.toString());

        assertThat(run.status()).as(run.err() + run.failure()).isZero();
        JsonNode found = JsonMapper.builder().build().readTree(json.toFile());
        assertThat(found.path("runs")).hasSize(1);
        assertThat(found.path("runs").path(0).has("seed")).isFalse();
        assertThat(found.path("recall").asDouble()).isEqualTo(1);
        assertThat(run.out()).containsPattern("none +100\\.00 ").doesNotContain("seed 42");
    }

    @Test
    void aTestLogWithoutAnyPairOfEventsIsRefusedBeforeTheTraining() throws IOException {
        String log = Files.writeString(folder.resolve("log.txt"), "1 2\n2 1\n").toString();
        String single =
                Files.writeString(folder.resolve("single.txt"), "1\n2\n").toString();

        CommandRun run =
                CommandRun.of(new QualityBenchmarkCommand(), "--train", log, "--test", single, "--format", "sequences");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.failure().orElseThrow())
                .isInstanceOf(CommandException.class)
                .hasMessageStartingWith("log " + single + ": none of its 2 sessions has two events");
        assertThat(run.out()).doesNotContain("seed");
    }
}
