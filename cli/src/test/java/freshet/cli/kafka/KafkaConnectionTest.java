package freshet.cli.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.cli.CommandException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class KafkaConnectionTest {

    @Test
    @Timeout(45) // less than the minute of Kafka's own
    void aPortWithoutABrokerIsNamedInTime() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + silent.getLocalPort();

            assertThatThrownBy(() -> KafkaConnection.plain(address).requireReachable())
                    .isInstanceOf(CommandException.class)
                    .hasMessageStartingWith("no Kafka broker answers at " + address
                            + ": what listens there takes the connection and says nothing; check --bootstrap-servers");
        }
        assertThat(KafkaConnection.REACH).isLessThan(Duration.ofSeconds(12));
    }

    @Test
    void aNonsensicalAddressIsNamed() {
        assertThatThrownBy(() -> KafkaConnection.plain("nowhere").requireReachable())
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("Kafka at nowhere cannot be used")
                .hasMessageContaining("Invalid url in bootstrap.servers");
    }

    @Test
    void aByteOrderMarkIsNoPartOfAProperty(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("marked.properties"), "\ufeffclient.id=mine\n");
        KafkaOptions options = new KafkaOptions();
        new CommandLine(CommandLine.Model.CommandSpec.create()
                        .addMixin("kafka", CommandLine.Model.CommandSpec.forAnnotatedObject(options)))
                .parseArgs("--bootstrap-servers", "h:1", "--kafka-config", file.toString());

        assertThat(options.connection().properties()).containsEntry("client.id", "mine");
    }

    @Test
    void aPropertyOverridesTheFileAndSecretsAreNotShown(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("client.properties"), "sasl.mechanism=PLAIN\nsasl.jaas.config=secret\n");
        KafkaOptions options = new KafkaOptions();
        new CommandLine(CommandLine.Model.CommandSpec.create()
                        .addMixin("kafka", CommandLine.Model.CommandSpec.forAnnotatedObject(options)))
                .parseArgs(
                        "--bootstrap-servers",
                        "h:1",
                        "--kafka-config",
                        file.toString(),
                        "--kafka-property",
                        "sasl.mechanism=SCRAM-SHA-512");

        KafkaConnection connection = options.connection();

        assertThat(connection.properties())
                .isEqualTo(Map.of("sasl.mechanism", "SCRAM-SHA-512", "sasl.jaas.config", "secret"));
        assertThat(connection).asString().contains("sasl.jaas.config").doesNotContain("secret");
    }

    @Test
    void aMissingPropertiesFileIsNamed(@TempDir Path folder) {
        KafkaOptions options = new KafkaOptions();
        new CommandLine(CommandLine.Model.CommandSpec.create()
                        .addMixin("kafka", CommandLine.Model.CommandSpec.forAnnotatedObject(options)))
                .parseArgs(
                        "--bootstrap-servers",
                        "h:1",
                        "--kafka-config",
                        folder.resolve("no.properties").toString());

        assertThatThrownBy(options::connection)
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("no.properties (--kafka-config)");
    }
}
