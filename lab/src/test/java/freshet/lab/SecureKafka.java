package freshet.lab;

import freshet.cli.kafka.KafkaConnection;
import freshet.cli.serve.LoopbackPorts;
import freshet.lab.broker.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A broker that takes logins over TLS, with a certificate of its own making, and beside them plain
 * clients for the test itself.
 */
public final class SecureKafka implements AutoCloseable {
    public static final String USER = "freshet";

    private static final String KEYS_PASSWORD = "keys-of-the-broker";

    private final Path trust;
    private final String trustPassword;
    private final String bootstrapServers;
    private final EmbeddedKafka broker;

    /**
     * @param password of {@link #USER}
     * @param trustPassword opens the clients' store of trusted certificates
     */
    public SecureKafka(Path folder, String password, String trustPassword) throws IOException, InterruptedException {
        this.trust = folder.resolve("trust.p12");
        this.trustPassword = trustPassword;
        Path keys = folder.resolve("keys.p12");
        makeCertificate(folder, keys);
        bootstrapServers = "127.0.0.1:" + LoopbackPorts.free(1).get(0);
        broker = new EmbeddedKafka(folder.resolve("kafka"), usual -> {
            Map<String, String> settings = new HashMap<>(usual);
            String listener = ",SASL_SSL://" + bootstrapServers;
            settings.merge("listeners", listener, String::concat);
            settings.merge("advertised.listeners", listener, String::concat);
            settings.put(
                    "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SASL_SSL:SASL_SSL");
            settings.put("sasl.enabled.mechanisms", "PLAIN");
            settings.put(
                    "listener.name.sasl_ssl.plain.sasl.jaas.config",
                    "org.apache.kafka.common.security.plain.PlainLoginModule required user_" + USER + "=\"" + password
                            + "\";");
            settings.put("ssl.keystore.location", keys.toString());
            settings.put("ssl.keystore.password", KEYS_PASSWORD);
            settings.put("ssl.key.password", KEYS_PASSWORD);
            return settings;
        });
    }

    /** Where clients with a login reach it. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Without a login: for the test's own looks at the topics. */
    public KafkaConnection plain() {
        return KafkaConnection.plain(broker.bootstrapServers());
    }

    /**
     * Properties of a client with a login.
     *
     * @param password text or reference
     * @param trustPassword text or reference
     */
    public Map<String, String> client(String password, String trustPassword) {
        return Map.of(
                "security.protocol",
                "SASL_SSL",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"" + USER + "\" password=\""
                        + password + "\";",
                "ssl.truststore.location",
                trust.toString(),
                "ssl.truststore.password",
                trustPassword);
    }

    private void makeCertificate(Path folder, Path keys) throws IOException, InterruptedException {
        Path certificate = folder.resolve("certificate");
        keytool(
                "-genkeypair",
                "-alias",
                "broker",
                "-keyalg",
                "RSA",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "san=ip:127.0.0.1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                keys.toString(),
                "-storepass",
                KEYS_PASSWORD);
        keytool(
                "-exportcert",
                "-alias",
                "broker",
                "-file",
                certificate.toString(),
                "-keystore",
                keys.toString(),
                "-storepass",
                KEYS_PASSWORD);
        keytool(
                "-importcert",
                "-noprompt",
                "-alias",
                "broker",
                "-file",
                certificate.toString(),
                "-storetype",
                "PKCS12",
                "-keystore",
                trust.toString(),
                "-storepass",
                trustPassword);
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("keytool", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(Files.readString(output));
        }
        Files.delete(output);
    }

    @Override
    public void close() {
        broker.close();
    }
}
