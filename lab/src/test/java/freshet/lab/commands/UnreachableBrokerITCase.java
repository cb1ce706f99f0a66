package freshet.lab.commands;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.cli.CommandException;
import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.TopicNames;
import freshet.cli.kafka.Topics;
import freshet.cli.serve.LoopbackPorts;
import freshet.lab.broker.EmbeddedKafka;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A broker that takes connections and sends clients on to where this machine cannot follow. */
@Timeout(300)
public final class UnreachableBrokerITCase {
    private static final String JAAS = "org.apache.kafka.common.security.plain.PlainLoginModule required";

    @TempDir
    private Path folder;

    @Test
    void anAdvertisedNameThatIsUnknownHereIsNamed() {
        try (EmbeddedKafka kafka = advertising("PLAINTEXT://broker.invalid:9092")) {
            assertThatThrownBy(() ->
                            KafkaConnection.plain(kafka.bootstrapServers()).requireReachable())
                    .isInstanceOf(CommandException.class)
                    .hasMessage("a Kafka broker answers at " + kafka.bootstrapServers()
                            + ", but sends clients on to broker.invalid:9092, and that address is unknown here;"
                            + " set the broker's advertised.listeners to an address that this machine reaches");
        }
    }

    @Test
    void anAdvertisedPortThatNobodyListensOnIsNamed() {
        int free = LoopbackPorts.free(1).get(0);
        try (EmbeddedKafka kafka = advertising("PLAINTEXT://127.0.0.1:" + free)) {
            assertThatThrownBy(() ->
                            KafkaConnection.plain(kafka.bootstrapServers()).requireReachable())
                    .isInstanceOf(CommandException.class)
                    .hasMessageContaining(
                            "sends clients on to 127.0.0.1:" + free + ", and that address refuses the connection");
        }
    }

    @Test
    void itIsNamedBehindALoginToo() {
        String address = "127.0.0.1:" + LoopbackPorts.free(1).get(0);
        try (EmbeddedKafka kafka =
                        new EmbeddedKafka(folder.resolve("kafka"), settings -> withLogin(settings, address));
                Admin admin = KafkaConnection.plain(kafka.bootstrapServers()).admin()) {
            Topics.create(admin, TopicNames.DEFAULT, 1);
            Map<String, String> login = Map.of(
                    "security.protocol", "SASL_PLAINTEXT",
                    "sasl.mechanism", "PLAIN",
                    "sasl.jaas.config", JAAS + " username=\"u\" password=\"p\";");

            assertThatThrownBy(() -> new KafkaConnection(address, login).requireReachable())
                    .isInstanceOf(CommandException.class)
                    .hasMessageStartingWith("a Kafka broker answers at " + address
                            + ", but sends clients on to broker.invalid:9092, and that address is unknown here;");
        }
    }

    private static Map<String, String> withLogin(Map<String, String> settings, String address) {
        Map<String, String> changed = new HashMap<>(settings);
        changed.put("listeners", settings.get("listeners") + ",LOGIN://" + address);
        changed.put("advertised.listeners", settings.get("advertised.listeners") + ",LOGIN://broker.invalid:9092");
        changed.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,LOGIN:SASL_PLAINTEXT");
        changed.put("sasl.enabled.mechanisms", "PLAIN");
        changed.put("listener.name.login.plain.sasl.jaas.config", JAAS + " user_u=\"p\";");
        return changed;
    }

    private EmbeddedKafka advertising(String listener) {
        return new EmbeddedKafka(folder.resolve("kafka"), settings -> {
            Map<String, String> changed = new HashMap<>(settings);
            changed.put("advertised.listeners", listener);
            return changed;
        });
    }
}
