package freshet.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarkTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void trainingIsMeasuredForAPersonAndForAProgram() throws IOException {
        Path json = folder.resolve("figures.json");

        assertThat(run(
                        "benchmark",
                        "training",
                        "--layers",
                        "8",
                        "--batch-size",
                        "4",
                        "--n-sample",
                        "16",
                        "--items",
                        "50",
                        "--events",
                        "500",
                        "--epochs",
                        "2",
                        "--json",
                        json.toString()))
                .isZero();

        assertThat(out.toString()).contains("per CPU-s", "bare product", "peak resident", "layers=8", "50 items");
        JsonNode figures = JsonMapper.builder().build().readTree(json.toFile());
        assertThat(figures.get("epochs")).hasSize(3);
        assertThat(figures.get("settings").get("n_sample").asText()).isEqualTo("16");
        assertThat(figures.get("gigaflops").asDouble())
                .isEqualTo(figures.get("eventsPerCpuSecond").asDouble()
                        * figures.get("megaflopsPerEvent").asDouble()
                        / 1000);
    }

    @Test
    void aTestLogWithNothingToPredictIsNamedBeforeTheTraining() throws IOException {
        Path train = Files.writeString(folder.resolve("train.txt"), "a b c\n".repeat(20));
        Path single = Files.writeString(folder.resolve("single.txt"), "a\nb\n");

        assertThat(run(
                        "benchmark",
                        "quality",
                        "--train",
                        train.toString(),
                        "--test",
                        single.toString(),
                        "--format",
                        "sequences"))
                .isEqualTo(1);
        assertThat(err.toString())
                .isEqualTo("freshet: log " + single + ": none of its 2 sessions has two events at a session gap of"
                        + " 30min, so there is nothing to predict; measure on a longer log, or check --session-gap and"
                        + " the session ids\n");
        assertThat(out.toString()).doesNotContain("Recall", "seed 42");
    }

    @Test
    void wrongSettingsAreOneLine() {
        assertThat(run("benchmark", "training", "--loss", "hinge")).isEqualTo(1);
        assertThat(err.toString()).startsWith("freshet: loss is \"hinge\"").hasLineCount(1);
        assertThat(run("benchmark", "training", "--items", "50", "--events", "49"))
                .isEqualTo(1);
        assertThat(err.toString()).startsWith("freshet: --events 49").hasLineCount(1);
        assertThat(run("benchmark")).isEqualTo(2);
    }

    @Test
    void aCatalogueTooSmallForItsModelIsRefused() {
        for (String benchmark : List.of("serving", "gateway")) {
            assertThat(run("benchmark", benchmark, "--items", "2")).isEqualTo(2);
            assertThat(err.toString()).contains("--items", "2 is too small; it must be at least 3");
        }
    }

    private int run(String... arguments) {
        err.getBuffer().setLength(0);
        return AllCommands.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }
}
