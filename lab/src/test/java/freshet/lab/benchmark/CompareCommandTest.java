package freshet.lab.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.CommandException;
import freshet.cli.testing.CommandRun;
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

    /** As the benchmarks of serializer, codec and kernels write it. */
    @Test
    void benchmarksOfJmhAreComparedByNameAndParameters() throws IOException {
        String jmh =
                """
                {"benchmark": "jmh",
                 "machine": {"cpu": "x", "load": "%s before, 3.0 after"}, "versions": {"Flink": "2.2.1"},
                 "settings": {"jmh": "SessionState", "warm-up": "5 x 1 s"},
                 "figures": {
                   "SessionStateBenchmark.read events=10": {"clockMicros": %s, "cpuMicros": 0.5, "bytes": 1400.0},
                   "SessionStateBenchmark.read events=50": {"clockMicros": 2.0}}}""";
        Path before = file("a", String.format(jmh, "1.0", "0.4"));
        Path after = file("b", String.format(jmh, "2.0", "0.3"));
        String out = CommandRun.of(new CompareCommand(), before.toString(), after.toString())
                .out();
        assertThat(out)
                .startsWith("differs  machine.load: 1.0 before, 3.0 after | 2.0 before, 3.0 after")
                .containsPattern("read events=10\\.clockMicros +0\\.400 +0\\.300 +0\\.750\\R")
                .containsPattern("read events=10\\.bytes +1,400 +1,400 +1\\.000\\R")
                .containsPattern("read events=50\\.clockMicros +2 +2 +1\\.000\\R");
        assertThat(out.lines().filter(line -> line.contains("figures.")).map(String::length))
                .as("columns are aligned, even under a long name")
                .hasSize(4)
                .containsOnly("figures.SessionStateBenchmark.read events=10.clockMicros".length() + 15 + 15 + 9);
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
