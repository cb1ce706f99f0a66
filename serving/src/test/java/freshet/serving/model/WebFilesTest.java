package freshet.serving.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import freshet.model.bundle.BundleException;
import freshet.model.bundle.BundleFile;
import freshet.model.text.Sha256;
import freshet.schema.ModelAnnouncement;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bundles from a server on this machine. */
class WebFilesTest {
    private static final byte[] BYTES = "bytes".getBytes(StandardCharsets.UTF_8);
    private static final String SHA256 =
            HexFormat.of().formatHex(Sha256.digest().digest(BYTES));

    private final ByteArrayOutputStream target = new ByteArrayOutputStream();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/models/a b.safetensors", exchange -> answer(exchange, 200, BYTES.length));
        server.createContext("/models/huge", exchange -> answer(exchange, 200, BundleFile.MAX_BYTES + 1));
        server.createContext("/models/gone", exchange -> answer(exchange, 404, BYTES.length));
        server.createContext("/models/moved", exchange -> {
            exchange.getResponseHeaders().set("Location", place("/elsewhere/x"));
            answer(exchange, 302, BYTES.length);
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange, int status, long length) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, length);
            exchange.getResponseBody().write(BYTES);
        }
    }

    private String place(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private void fetch(String uri) {
        new BundleFetcher(new WebFiles(new LocalFiles()), AllowedStores.of(place("/models")))
                .fetch(
                        ModelAnnouncement.newBuilder()
                                .setVersion(1)
                                .setUri(uri)
                                .setSha256(SHA256)
                                .setCreatedAt(Instant.EPOCH)
                                .build(),
                        target);
    }

    @Test
    void aBundleIsFetchedUnderItsName() {
        fetch(place("/models/a%20b.safetensors"));
        assertThat(target).hasToString("bytes");
    }

    @Test
    void whatIsNotThereIsSaid() {
        assertRefused("/models/gone", "cannot be fetched", "the server answers 404");
        assertRefused("/elsewhere/x", "outside of model.allowed-stores");
    }

    @Test
    void aRedirectionIsNotFollowed() {
        assertRefused("/models/moved", "answers 302 and names another place; announce that one");
    }

    @Test
    void aFileLargerThanAnyBundleIsNotRead() {
        assertRefused("/models/huge", "the most that a bundle may have is 17179869184");
    }

    @Test
    void aServerThatIsAwayIsAStoreThatIsAway() {
        String place = place("/models/a%20b.safetensors");
        server.stop(0);
        assertThatThrownBy(() -> fetch(place))
                .isInstanceOf(BundleException.class)
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void otherSchemesComeFromTheOtherStore(@TempDir Path folder) throws IOException {
        Path bundle = Files.write(folder.resolve("bundle"), BYTES);
        new BundleFetcher(new WebFiles(new LocalFiles()), AllowedStores.ANY)
                .fetch(
                        ModelAnnouncement.newBuilder()
                                .setVersion(1)
                                .setUri(bundle.toUri().toString())
                                .setSha256(SHA256)
                                .setCreatedAt(Instant.EPOCH)
                                .build(),
                        target);
        assertThat(target).hasToString("bytes");
    }

    private void assertRefused(String path, String... reasons) {
        assertThatThrownBy(() -> fetch(place(path)))
                .isInstanceOf(BundleException.class)
                .hasMessageContainingAll(reasons);
        assertThat(target.size()).isZero();
    }
}
