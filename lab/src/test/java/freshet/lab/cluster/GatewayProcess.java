package freshet.lab.cluster;

import freshet.cli.serve.LoopbackPorts;
import freshet.lab.AllCommands;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The command {@code gateway} in a process of its own, on one port through all its lives. */
final class GatewayProcess implements AutoCloseable {
    private final String bootstrapServers;
    private final Path log;
    private final int port = LoopbackPorts.free(1).get(0);
    private final HttpClient http = HttpClient.newHttpClient();
    private ServerProcess process;

    GatewayProcess(String bootstrapServers, Path log) {
        this.bootstrapServers = bootstrapServers;
        this.log = log;
        process = started();
    }

    /** Where it answers. */
    String address() {
        return "http://127.0.0.1:" + port;
    }

    /** Ends it as {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.kill();
    }

    /** Starts it again. */
    void restart() {
        process = started();
    }

    /** Whether it says that it can answer. */
    boolean ready() {
        return status("/health/ready") == 200;
    }

    /** The text that a call is answered with; empty if there is no answer. */
    String get(String path) {
        try {
            return http.send(request(path), BodyHandlers.ofString()).body();
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private int status(String path) {
        try {
            return http.send(request(path), BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create(address() + path)).build();
    }

    private ServerProcess started() {
        return JavaProcess.start(
                "gateway",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                List.of("-Xmx512m", "--add-modules", "jdk.incubator.vector"),
                List.of(
                        AllCommands.class.getName(),
                        "gateway",
                        "--bootstrap-servers",
                        bootstrapServers,
                        "--set",
                        "http.port=" + port,
                        "--set",
                        "answers.max-memory=64 mb"),
                log);
    }

    @Override
    public void close() throws InterruptedException {
        process.stop(Duration.ofSeconds(20));
    }
}
