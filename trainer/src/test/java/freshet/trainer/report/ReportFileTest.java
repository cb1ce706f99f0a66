package freshet.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.trainer.Logs;
import freshet.trainer.TrainingPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportFileTest {

    @ParameterizedTest
    @CsvSource({
        "model.safetensors, model.html",
        "a.b.safetensors, a.b.html",
        "model, model.html",
        ".hidden, .hidden.html"
    })
    void standsBesideTheBundle(String bundle, String report) {
        assertThat(TrainingReport.beside(Path.of("models", bundle))).isEqualTo(Path.of("models", report));
    }

    @Test
    void replacesAnOlderOneAndLeavesNothingElse(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("model.html");
        Files.writeString(file, "older");

        TrainingReport.write(file, run());

        assertThat(file).content().startsWith("<!doctype html>").endsWith("</html>\n");
        assertThat(names(folder)).containsExactly("model.html");
    }

    @Test
    void thatCannotBeWrittenLeavesNothing(@TempDir Path folder) throws IOException {
        Path taken = Files.createDirectories(folder.resolve("model.html").resolve("inside"));

        assertThatThrownBy(() -> TrainingReport.write(taken.getParent(), run())).isInstanceOf(IOException.class);

        assertThat(taken).exists();
        assertThat(names(folder)).containsExactly("model.html");
    }

    private static TrainingRun run() {
        return Runs.of("markov", TrainingPlan.of(Logs.cycle(5, 9)));
    }

    private static Stream<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }
}
