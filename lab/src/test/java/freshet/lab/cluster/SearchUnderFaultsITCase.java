package freshet.lab.cluster;

import static freshet.cli.testing.Patience.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.testing.CommandRun;
import freshet.cli.train.TuneCommand;
import freshet.lab.shop.Shop;
import freshet.lab.shop.ShopSettings;
import freshet.lab.shop.SimulatedLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A search on a cluster loses a TaskManager, and then its client: the same command goes on, and its
 * journal is that of a search that nothing happened to.
 */
@Tag("faults")
class SearchUnderFaultsITCase {
    private static final int TRIALS = 6;

    @TempDir
    private Path folder;

    private final List<Process> processes = new ArrayList<>();

    @BeforeEach
    void writeLogs() throws IOException {
        ShopSettings settings = ShopSettings.DEFAULT.withSessionsPerHour(1_200);
        long start = settings.start().toEpochMilli();
        Shop shop = new Shop(settings);
        SimulatedLog.write(shop, start + Duration.ofMinutes(40).toMillis(), folder.resolve("earlier.tsv"));
        SimulatedLog.write(shop, start + Duration.ofMinutes(50).toMillis(), folder.resolve("later.tsv"));
    }

    @AfterEach
    void endProcesses() {
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void slotsAndClientAreKilled() throws Exception {
        Path whole = folder.resolve("whole.jsonl");
        CommandRun local = CommandRun.of(new TuneCommand(), arguments(whole).toArray(String[]::new));
        assertThat(local.failure()).isEmpty();
        Path journal = folder.resolve("journal.jsonl");
        try (RealCluster cluster = new RealCluster(ClusterSettings.onFreePorts(folder.resolve("cluster")))) {
            FlinkRest flink = cluster.servers().flink();
            String address = flink.address().replace("http://", "");
            Process client = start(journal, address);
            cluster.await("the first trial", () -> noted(journal) >= 1);
            cluster.servers().process("taskmanager-1").kill();
            cluster.await("two trials more", () -> noted(journal) >= 3 || !client.isAlive());
            client.destroyForcibly().waitFor();
            List<String> left = lines(journal);

            Process again = start(journal, address);
            eventually().until(() -> !again.isAlive());
            assertThat(again.exitValue())
                    .as(Files.readString(folder.resolve("err")))
                    .isZero();
            assertThat(lines(journal)).isEqualTo(lines(whole)).startsWith(left.toArray(String[]::new));
            assertThat(flink.liveJobs()).isEmpty();
        }
    }

    private List<String> arguments(Path journal) {
        return List.of(
                "--train", folder.resolve("earlier.tsv").toString(),
                "--validate", folder.resolve("later.tsv").toString(),
                "--format", "rsc15",
                "--min-support", "1",
                "--trials", "" + TRIALS,
                "--stopping", "none",
                "--set", "n_sample=256",
                "--set", "epochs=20",
                "--search", "layers=64/100",
                "--search", "learning_rate=0.02..0.3:log",
                "--journal", journal.toString());
    }

    private Process start(Path journal, String address) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "-Dfreshet.log=" + folder.resolve("log"),
                "freshet.cli.Freshet",
                "tune"));
        command.addAll(arguments(journal));
        command.addAll(List.of("--flink", address, "--slots", "2"));
        Process process = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
        processes.add(process);
        return process;
    }

    private static int noted(Path journal) {
        try {
            return Files.exists(journal) ? lines(journal).size() - 1 : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whole lines, without what a clock says. */
    private static List<String> lines(Path file) throws IOException {
        String text = Files.readString(file);
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .map(line -> line.replaceAll("\"seconds\":[^}]*", "\"seconds\":?"))
                .toList();
    }
}
