package freshet.lab.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.testing.CommandRun;
import freshet.lab.ListeningSockets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code freshet cluster start}, {@code submit}, {@code status} and {@code stop}, one after the
 * other.
 */
class ClusterCommandsITCase {
    @TempDir
    private Path folder;

    private final List<ServerProcess> started = new ArrayList<>();

    @AfterEach
    void endWhatIsLeft() throws InterruptedException {
        for (ServerProcess process : started) {
            process.kill();
        }
    }

    @Test
    void aClusterIsStartedUsedAndStopped() throws Exception {
        String[] start = {"--kafka-port", "0", "--web-port", "0", "--taskmanagers", "1", "--slots", "2"};
        CommandRun started = run(new ClusterStartCommand(), start);
        assertThat(started.status()).as(started.failure().toString()).isZero();
        ClusterState state = ClusterState.read(folder).orElseThrow();
        this.started.addAll(state.processes());
        assertThat(started.out())
                .contains("Kafka at " + state.bootstrapServers() + ", Flink's web UI at " + state.webUi());
        assertThat(state.processes())
                .extracting(ServerProcess::name)
                .containsExactly("kafka-1", "jobmanager", "taskmanager-1");

        CommandRun again = run(new ClusterStartCommand(), start);
        assertThat(again.status()).isEqualTo(1);
        assertThat(again.failure().orElseThrow())
                .hasMessageStartingWith("a cluster runs in " + folder + " already: kafka-1 (process ");

        CommandRun early = run(new ClusterSubmitCommand());
        assertThat(early.failure().orElseThrow()).hasMessageContaining("create it, or let --create-topics do so");
        CommandRun submitted = run(new ClusterSubmitCommand(), "--create-topics", "2", "--set", "parallelism=1");
        assertThat(submitted.status()).as(submitted.failure().toString()).isZero();
        assertThat(submitted.out()).startsWith("job ").endsWith("the job runs\n");
        CommandRun second = run(new ClusterSubmitCommand(), "--set", "parallelism=1");
        assertThat(second.status()).as(second.failure().toString()).isZero();
        assertThat(second.out()).endsWith("the job runs\n");
        assertThat(jarsLeft()).as("of two submissions").isEmpty();
        CommandRun status = run(new ClusterStatusCommand());
        assertThat(status.status()).isZero();
        assertThat(status.out()).contains("freshet recommender, model default").doesNotContain("dead");

        assertThat(state.processes()).allSatisfy(process -> {
            assertThat(ListeningSockets.all(process.pid())).as(process.name()).isNotEmpty();
            assertThat(ListeningSockets.beyondLoopback(process.pid()))
                    .as(process.name())
                    .isEmpty();
        });

        state.processes().get(2).kill();
        CommandRun broken = run(new ClusterStatusCommand());
        assertThat(broken.status()).isEqualTo(1);
        assertThat(broken.out()).containsPattern("taskmanager-1 +process \\d+ +dead +see ");

        assertThat(run(new ClusterStopCommand()).status()).isZero();
        assertThat(state.anyAlive()).isFalse();
        assertThat(Files.exists(folder.resolve("cluster.json"))).isFalse();

        assertThat(run(new ClusterStartCommand(), start).status()).isZero();
        this.started.addAll(ClusterState.read(folder).orElseThrow().processes());
        assertThat(run(new ClusterSubmitCommand()).status())
                .as("the topics are still there")
                .isZero();
        assertThat(run(new ClusterStopCommand()).status()).isZero();
    }

    /**
     * Jars in the folders for temporary files, but for the one of its own that each process of
     * Flink unpacks.
     */
    private List<Path> jarsLeft() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("tmp"))) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .filter(file -> !file.getFileName().toString().startsWith("flink-rpc-akka"))
                    .toList();
        }
    }

    private CommandRun run(Object command, String... arguments) {
        List<String> all = new ArrayList<>(List.of("--folder", folder.toString()));
        all.addAll(List.of(arguments));
        return CommandRun.of(command, all.toArray(String[]::new));
    }
}
