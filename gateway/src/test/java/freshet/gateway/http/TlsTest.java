package freshet.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import freshet.gateway.settings.SettingException;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates that the JDK's keytool makes, and a client that trusts them alone. */
class TlsTest {
    private static final String PASSWORD = "changed-it";
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final List<Route> ROUTES =
            List.of(Route.get("/", Access.OPEN, call -> Reply.json(200, "here").now()));

    @TempDir
    Path folder;

    @Test
    void aPkcs12FileIsServedAndARenewedOneTakenWithoutARestart() throws Exception {
        Path file = folder.resolve("server.p12");
        KeyStore first = make(file, "first");
        Path next = folder.resolve("next.p12");
        KeyStore second = make(next, "second");
        try (HttpServer server = server(
                Map.of("http.tls.certificate", file.toString(), "http.tls.password", "${dir:" + secret() + "}"))) {
            assertThat(server.address()).startsWith("https://127.0.0.1:");
            assertThat(ask(server, first)).isEqualTo("CN=first");

            Files.move(next, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            await().atMost(PATIENCE).ignoreExceptions().until(() -> ask(server, second)
                    .equals("CN=second"));

            Files.writeString(file, "no certificate");
            Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.fromMillis(1_000));
            assertThat(ask(server, second)).isEqualTo("CN=second");
        }
    }

    @Test
    void pemFilesAreServed() throws Exception {
        KeyStore store = make(folder.resolve("server.p12"), "pem");
        Path certificate =
                pem("server.crt", "CERTIFICATE", store.getCertificate("server").getEncoded());
        Path key = pem(
                "server.key",
                "PRIVATE KEY",
                store.getKey("server", PASSWORD.toCharArray()).getEncoded());
        try (HttpServer server =
                server(Map.of("http.tls.certificate", certificate.toString(), "http.tls.key", key.toString()))) {
            assertThat(ask(server, store)).isEqualTo("CN=pem");
        }
    }

    @Test
    void filesThatDoNotFitAreNamedAndNoPasswordIsSaid() throws Exception {
        Path file = folder.resolve("server.p12");
        make(file, "x");
        assertThatThrownBy(() -> server(
                        Map.of("http.tls.certificate", file.toString(), "http.tls.password", "another-password")))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining(file + " cannot be read for TLS")
                .hasMessageEndingWith("check path, rights and password (http.tls.*)")
                .hasMessageNotContaining("another-password");
        assertThatThrownBy(() -> server(Map.of("http.tls.certificate", file.toString())))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("needs either http.tls.key");
        assertThatThrownBy(() -> server(Map.of("http.tls.key", file.toString())))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("without http.tls.certificate");
        assertThatThrownBy(
                        () -> server(Map.of("http.tls.certificate", file.toString(), "http.tls.key", file.toString())))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining(file.toString());
    }

    private static HttpServer server(Map<String, String> settings) {
        Map<String, String> all = new java.util.HashMap<>(settings);
        all.put("http.port", "0");
        return new HttpServer(HttpSettings.of(all), ROUTES, new PrometheusRegistry());
    }

    private String secret() throws Exception {
        Files.writeString(folder.resolve("password"), PASSWORD + "\n");
        return folder + ":password";
    }

    private Path pem(String name, String type, byte[] content) throws Exception {
        return Files.writeString(
                folder.resolve(name),
                "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END "
                        + type + "-----\n");
    }

    private static KeyStore make(Path file, String name) throws Exception {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();
        return KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
    }

    /** Whose certificate the server shows. */
    private static String ask(HttpServer server, KeyStore trusted) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        Certificate certificate = trusted.getCertificate("server");
        store.setCertificateEntry("server", certificate);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        HttpResponse<String> answer = HttpClient.newBuilder()
                .sslContext(tls)
                .build()
                .send(HttpRequest.newBuilder(URI.create(server.address() + "/")).build(), BodyHandlers.ofString());
        assertThat(answer.body()).isEqualTo("\"here\"");
        X509Certificate shown =
                (X509Certificate) answer.sslSession().orElseThrow().getPeerCertificates()[0];
        return shown.getSubjectX500Principal().getName();
    }
}
