package freshet.lab.commands;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.prepare.PrepareCommand;
import freshet.cli.testing.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training set that a Flink cluster makes, on the classes that are shipped. */
class ClusterPrepareITCase {
    @TempDir
    Path folder;

    @Test
    void theSetIsThatOfThisProcess_andAFailureNamesTheLog() throws Exception {
        Path log = ShopLogs.write(folder).later();
        Path here = folder.resolve("here.set");
        assertThat(prepare(log, here).failure()).isEmpty();
        Path wrong = Files.writeString(folder.resolve("wrong.tsv"), "nonsense\n".repeat(50));
        Configuration flink = new Configuration();
        flink.set(RestOptions.BIND_PORT, "0");
        MiniClusterConfiguration settings = new MiniClusterConfiguration.Builder()
                .setConfiguration(flink)
                .setNumTaskManagers(2)
                .setNumSlotsPerTaskManager(1)
                .build();
        try (MiniCluster cluster = new MiniCluster(settings)) {
            cluster.start();
            var rest = cluster.getRestAddress().get();
            String address = rest.getHost() + ":" + rest.getPort();

            Path there = folder.resolve("there.set");
            assertThat(prepare(log, there, "--flink", address).failure()).isEmpty();
            CommandRun failed = prepare(wrong, folder.resolve("none.set"), "--flink", address);

            assertThat(files(there)).isEqualTo(files(here)).isNotEmpty();
            for (String file : files(here)) {
                assertThat(there.resolve(file)).hasSameBinaryContentAs(here.resolve(file));
            }
            assertThat(failed.failure().orElseThrow())
                    .hasMessageStartingWith("log " + wrong)
                    .hasMessageContaining("wrong header: column SessionId is missing");
            assertThat(folder.resolve("none.set")).doesNotExist();
        }
    }

    private static CommandRun prepare(Path log, Path set, String... more) {
        String[] arguments = {
            "--train", log.toString(), "--format", "rsc15", "--min-support", "1", "--output", set.toString()
        };
        return CommandRun.of(
                new PrepareCommand(),
                Stream.of(arguments, more).flatMap(Stream::of).toArray(String[]::new));
    }

    private static List<String> files(Path set) throws IOException {
        try (Stream<Path> files = Files.list(set)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
