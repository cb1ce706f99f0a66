package freshet.lab.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import freshet.cli.CommandException;
import freshet.lab.cluster.SubmittedJob.Place;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server that has one job, as Flink says it. */
class JobStarterTest {
    private static final JobRequest REQUEST = new JobRequest(Optional.empty(), List.of(), Optional.empty());

    @TempDir
    private Path folder;

    private final List<Boolean> locked = new CopyOnWriteArrayList<>(); // at each request
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void noOtherJobIsSubmittedWhileOneIsChecked() throws IOException {
        ClusterFolder cluster = new ClusterFolder(folder);
        Place place = Place.of(REQUEST.settings());
        new SubmittedJobs(cluster).write(new SubmittedJob("j1", REQUEST, place, 1, true));
        String address = "http://127.0.0.1:" + server.getAddress().getPort();
        ClusterState state = new ClusterState("127.0.0.1:1", Optional.of(address), List.of());
        JobStarter starter = new JobStarter(state, cluster, line -> {});

        assertThatThrownBy(() -> starter.start(REQUEST, new StartPointOptions(), Optional.empty()))
                .isInstanceOf(CommandException.class)
                .hasMessageStartingWith("job j1 answers " + place + " already")
                .hasMessageContaining("freshet cluster cancel j1 --folder " + folder);
        assertThat(locked).isNotEmpty().containsOnly(true);
        assertThat(isLocked()).isFalse();
    }

    private void answer(HttpExchange exchange) throws IOException {
        locked.add(isLocked());
        byte[] jobs = "{\"jobs\": [{\"jid\": \"j1\", \"state\": \"RUNNING\"}]}".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, jobs.length);
        exchange.getResponseBody().write(jobs);
        exchange.close();
    }

    private boolean isLocked() throws IOException {
        Path file = folder.resolve("submit.lock");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            return channel.tryLock() == null;
        } catch (OverlappingFileLockException e) {
            return true; // held in this process
        }
    }
}
