package freshet.lab.commands;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.testing.CommandRun;
import freshet.cli.train.TuneCommand;
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

/** A search whose trials run in the slots of a Flink cluster, on the classes that are shipped. */
class ClusterSearchITCase {
    private static final String TRIALS = "2";

    @TempDir
    Path folder;

    @Test
    void theJournalIsThatOfASearchInThisProcess() throws Exception {
        ShopLogs shop = ShopLogs.write(folder);
        Path whole = folder.resolve("whole.jsonl");
        CommandRun.of(new TuneCommand(), arguments(shop, whole));
        Configuration flink = new Configuration();
        flink.set(RestOptions.BIND_PORT, "0");
        MiniClusterConfiguration settings = new MiniClusterConfiguration.Builder()
                .setConfiguration(flink)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(2)
                .build();
        try (MiniCluster cluster = new MiniCluster(settings)) {
            cluster.start();
            var rest = cluster.getRestAddress().get();
            String address = rest.getHost() + ":" + rest.getPort();
            Path journal = folder.resolve("journal.jsonl");
            CommandRun run = CommandRun.of(new TuneCommand(), arguments(shop, journal, "--flink", address));
            assertThat(run.failure()).isEmpty();
            assertThat(run.out()).contains("trial 2 of 2", "best by Recall@20 of ");
            assertThat(lines(journal)).isEqualTo(lines(whole)).hasSize(1 + Integer.parseInt(TRIALS));
        }
    }

    private static String[] arguments(ShopLogs shop, Path journal, String... more) {
        return Stream.of(shop.arguments(journal, TRIALS), new String[] {"--stopping", "none"}, more)
                .flatMap(Stream::of)
                .toArray(String[]::new);
    }

    /** Without what a clock says. */
    private static List<String> lines(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> line.replaceAll("\"seconds\":[^}]*", "\"seconds\":?"))
                .toList();
    }
}
