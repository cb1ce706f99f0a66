package freshet.lab.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.cli.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerProcessTest {
    @TempDir
    private Path folder;

    private Process sleeper;
    private ServerProcess server;

    @BeforeEach
    void start() throws IOException {
        Path log = Files.writeString(folder.resolve("sleeper.log"), "first\nlast\n");
        sleeper = new ProcessBuilder("sleep", "600").start();
        server = ServerProcess.of("sleeper", sleeper.toHandle(), log);
    }

    @AfterEach
    void end() {
        sleeper.destroyForcibly();
    }

    @Test
    void isEndedAndWaitedFor() throws Exception {
        assertThat(server.alive()).isTrue();
        assertThat(server.residentBytes())
                .hasValueSatisfying(bytes -> assertThat(bytes).isPositive());
        assertThat(server.tail()).endsWith("sleeper.log:\nfirst\nlast");

        server.stop(Duration.ofMinutes(3));

        assertThat(server.alive()).isFalse();
        assertThat(sleeper.waitFor(3, TimeUnit.MINUTES)).isTrue(); // the JDK notes an end a moment later
        server.stop(Duration.ofMinutes(3)); // a second time there is nothing to do
    }

    @Test
    void anotherProcessOfTheSameNumberIsLeftAlone() throws Exception {
        ServerProcess earlier = new ServerProcess(
                "earlier",
                server.pid(),
                server.startedMillis() - Duration.ofMinutes(1).toMillis(),
                server.log());

        assertThat(earlier.alive()).isFalse();
        earlier.stop(Duration.ofMinutes(3));
        earlier.kill();

        assertThat(sleeper.isAlive()).isTrue();
    }

    @Test
    void theStateFileKeepsWhatIsNeededToFindIt() {
        new ClusterState("127.0.0.1:9092", Optional.of("http://127.0.0.1:8081"), List.of(server)).write(folder);

        ClusterState read = ClusterState.read(folder).orElseThrow();

        assertThat(read.processes()).containsExactly(server);
        assertThat(read.anyAlive()).isTrue();
        assertThat(read.aliveNames()).isEqualTo("sleeper (process " + server.pid() + ")");
        ClusterState.remove(folder);
        assertThat(ClusterState.read(folder)).isEmpty();
    }

    @Test
    void aStateThatCannotBeWrittenLeavesTheOneBefore() throws IOException {
        new ClusterState("127.0.0.1:9092", Optional.of("http://127.0.0.1:8081"), List.of(server)).write(folder);
        Files.createDirectory(folder.resolve("cluster.json.part"));

        ClusterState next = new ClusterState("127.0.0.1:9093", Optional.of("http://127.0.0.1:8082"), List.of());
        assertThatThrownBy(() -> next.write(folder))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("cluster.json cannot be written");

        assertThat(ClusterState.read(folder).orElseThrow().bootstrapServers()).isEqualTo("127.0.0.1:9092");
    }
}
