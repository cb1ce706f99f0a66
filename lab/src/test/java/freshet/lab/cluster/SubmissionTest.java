package freshet.lab.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import freshet.cli.CommandException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server that unpacks a library for each run, as Flink does, and forgets it. */
class SubmissionTest {
    @TempDir
    private Path folder;

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private ClusterFolder cluster;
    private Path jar;
    private int runStatus = 200;

    @BeforeEach
    void start() throws IOException {
        cluster = new ClusterFolder(folder);
        jar = Files.writeString(folder.resolve("job.jar"), "a jar");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void nothingOfASubmissionIsLeft() throws IOException {
        Path others = Files.createFile(temporary().resolve("1_other.jar"));
        try (Submission submission = new Submission(flink(), cluster)) {
            assertThat(submission.run(jar, List.of("--set", "a=b"), new StartPoint(Optional.empty(), false, "")))
                    .isEqualTo("j1");
            assertThat(jars()).hasSize(2);
        }
        assertThat(jars()).containsExactly(others);
        assertThat(requests).containsExactly("POST /jars/upload", "POST /jars/u_job.jar/run", "DELETE /jars/u_job.jar");
    }

    @Test
    void nothingOfARefusedOneIsLeftEither() throws IOException {
        runStatus = 500;
        try (Submission submission = new Submission(flink(), cluster)) {
            assertThatThrownBy(() -> submission.run(jar, List.of(), new StartPoint(Optional.empty(), false, "")))
                    .isInstanceOf(CommandException.class)
                    .hasMessageContaining("no such setting");
        }
        assertThat(jars()).isEmpty();
        assertThat(requests).last().isEqualTo("DELETE /jars/u_job.jar");
    }

    private FlinkRest flink() {
        return new FlinkRest("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private Path temporary() {
        return cluster.temporary(FlinkServers.JOB_MANAGER_NAME);
    }

    private List<Path> jars() throws IOException {
        try (Stream<Path> files = Files.list(temporary())) {
            return files.toList();
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getPath();
        requests.add(exchange.getRequestMethod() + " " + path);
        if (path.endsWith("/run")) {
            Files.createFile(temporary().resolve("2_library.jar"));
            send(exchange, runStatus, runStatus == 200 ? "{\"jobid\": \"j1\"}" : "{\"errors\": [\"no such setting\"]}");
        } else {
            send(exchange, 200, "{\"filename\": \"/tmp/flink-web-upload/u_job.jar\"}");
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
