package freshet.lab.commands;

import static freshet.cli.testing.Patience.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.Interruption;
import freshet.cli.gateway.GatewayCommand;
import freshet.cli.serve.LoopbackPorts;
import freshet.cli.testing.CommandRun;
import freshet.lab.RunningKafka;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command with a real broker. */
class GatewayITCase {
    @TempDir
    static Path folder;

    private static RunningKafka kafka;

    @BeforeAll
    static void start() {
        kafka = new RunningKafka(folder.resolve("kafka"));
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void itAnswersUntilItIsInterrupted() throws Exception {
        int port = LoopbackPorts.free(1).get(0);
        Interruption interruption = new Interruption();
        CompletableFuture<CommandRun> run =
                CompletableFuture.supplyAsync(() -> run(new GatewayCommand(interruption), port));
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest live = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/live"))
                .build();
        eventually().ignoreExceptions().untilAsserted(() -> assertThat(
                        client.send(live, BodyHandlers.ofString()).body())
                .isEqualTo("{\"live\":true}"));

        interruption.ask();

        CommandRun ended = run.get(3, TimeUnit.MINUTES);
        assertThat(ended.status()).isZero();
        assertThat(ended.out().lines())
                .containsExactly(
                        "answering at http://127.0.0.1:" + port + " from Kafka at " + kafka.bootstrapServers()
                                + "; Ctrl-C stops",
                        "stopped");
    }

    @Test
    void aPortInUseIsSaidInOneLine() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CommandRun run = run(new GatewayCommand(new Interruption()), other.getLocalPort());

            assertThat(run.status()).isEqualTo(1);
            assertThat(run.failure()).get().satisfies(e -> assertThat(e)
                    .hasMessage("another program listens on 127.0.0.1:" + other.getLocalPort()
                            + "; stop it, or give another http.port"));
        }
    }

    private static CommandRun run(GatewayCommand command, int port) {
        return CommandRun.of(command, "--bootstrap-servers", kafka.bootstrapServers(), "--set", "http.port=" + port);
    }
}
