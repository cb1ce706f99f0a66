package freshet.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.CommandException;
import freshet.cli.testing.CommandRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainReportTest {
    @TempDir
    private Path folder;

    private Path log;
    private Path bundle;

    @BeforeEach
    void writeLog() throws IOException {
        log = Files.writeString(folder.resolve("log.txt"), "a b c\n".repeat(20) + "b c a\n".repeat(20));
        bundle = folder.resolve("model.safetensors");
    }

    @Test
    void reportStandsBesideTheBundleAndTellsTheCommand() throws IOException {
        CommandRun run = train("--validate-share", "0.25");

        assertThat(run.status()).isZero();
        assertThat(run.out()).endsWith("wrote the report " + folder.resolve("model.html") + System.lineSeparator());
        assertThat(folder.resolve("model.html"))
                .content()
                .contains("freshet --train " + log + " --format sequences", "Against trivial models")
                .doesNotContain("no-validation");
    }

    @Test
    void reportGoesWhereTheUserSays() {
        assertThat(train("--report", folder.resolve("other.html").toString()).status())
                .isZero();

        assertThat(names()).containsExactly("log.txt", "model.safetensors", "other.html");
    }

    @Test
    void noReportIsWrittenWhereTheUserSaysSo() {
        assertThat(train("--no-report").status()).isZero();

        assertThat(names()).containsExactly("log.txt", "model.safetensors");
    }

    @Test
    void olderReportIsNotReplacedWithoutForce() throws IOException {
        Path report = Files.writeString(folder.resolve("model.html"), "mine");

        assertThat(train().failure())
                .containsInstanceOf(CommandException.class)
                .get()
                .hasToString(CommandException.class.getName() + ": --report " + report
                        + " exists already; name another file or give --force");
        assertThat(report).hasContent("mine");
        assertThat(bundle).doesNotExist();
        assertThat(train("--force").status()).isZero();
        assertThat(report).content().startsWith("<!doctype html>");
    }

    @Test
    void reportDoesNotReplaceTheBundle() {
        assertThat(train("--report", bundle.toString()).failure().orElseThrow())
                .hasMessage("the report would replace the bundle " + bundle
                        + "; name another file with --report or give --no-report");
    }

    private CommandRun train(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--train",
                log.toString(),
                "--format",
                "sequences",
                "--model",
                "markov",
                "--output",
                bundle.toString()));
        arguments.addAll(List.of(more));
        return CommandRun.of(new TrainCommand(), arguments.toArray(String[]::new));
    }

    private List<String> names() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
