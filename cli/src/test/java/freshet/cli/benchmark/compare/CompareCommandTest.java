package freshet.cli.benchmark.compare;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.CommandException;
import freshet.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {
    @TempDir
    Path folder;

    @Test
    void eachFigureIsARatioAndWhatDiffersIsNamed() throws IOException {
        Path before = file(
                "a",
                """
                {"benchmark": "serving", "settings": {"items": 40, "batch": 32},
                 "figures": {"backlog": {"rate": 200.0, "load": 0}, "old": 1.5}, "epochs": [{"seconds": 4}]}""");
        Path after = file(
                "b",
                """
                {"benchmark": "serving", "settings": {"items": 40, "batch": 64},
                 "figures": {"backlog": {"rate": 500.0, "load": 3}}, "epochs": [{"seconds": 1}]}""");

        CommandRun run = CommandRun.of(new CompareCommand(), before.toString(), after.toString());

        assertThat(run.status()).isZero();
        assertThat(run.out())
                .startsWith("differs  settings.batch: 32 | 64")
                .doesNotContain("settings.items")
                .containsPattern("figures\\.backlog\\.rate +200 +500 +2\\.500\\R")
                .containsPattern("figures\\.backlog\\.load +0 +3 +-\\R")
                .containsPattern("figures\\.old +1\\.500 +- +-\\R")
                .containsPattern("epochs\\.0\\.seconds +4 +1 +0\\.250\\R");
    }

    @Test
    void runsUnderEqualConditionsAreSaidToBeThat() throws IOException {
        Path run = file("a", "{\"settings\": {\"k\": 20}, \"figures\": {\"x\": 2}}");
        assertThat(CommandRun.of(new CompareCommand(), run.toString(), run.toString())
                        .out())
                .startsWith("same machine, versions and settings")
                .containsPattern("figures\\.x +2 +2 +1\\.000");
    }

    @Test
    void whatIsNoFileOfABenchmarkIsNamed() throws IOException {
        Path good = file("a", "{}");
        for (Path bad : new Path[] {file("b", "{\"figures\": "), file("c", "[1]"), folder.resolve("missing")}) {
            assertThat(CommandRun.of(new CompareCommand(), good.toString(), bad.toString())
                            .failure())
                    .containsInstanceOf(CommandException.class)
                    .get()
                    .satisfies(failure -> assertThat(failure)
                            .hasMessageStartingWith(bad.toString())
                            .hasMessageEndingWith("name a file of --json"));
        }
    }

    private Path file(String name, String json) throws IOException {
        return Files.writeString(folder.resolve(name + ".json"), json);
    }
}
