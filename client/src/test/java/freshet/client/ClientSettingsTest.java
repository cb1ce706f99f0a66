package freshet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClientSettingsTest {
    private final ClientSettings settings = ClientSettings.of("kafka:9092");

    @Test
    void theUsualTopicsAreThoseOfTheJob() {
        assertThat(settings.topics()).containsExactly("events", "recommendations", "rejected-events");
    }

    @Test
    void aPropertyThatTheClientRestsOnIsRefused() {
        assertThatThrownBy(() -> settings.withKafkaProperties(Map.of("isolation.level", "read_uncommitted")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Kafka property isolation.level cannot be set: the client sets its own");
        assertThatThrownBy(() -> settings.withKafkaProperties(Map.of("acks", "0")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Kafka property acks is 0, with which no broker tells an event's offset; set 1 or all");
    }

    @Test
    void aValueOutOfItsRangeIsNamed() {
        assertThatThrownBy(() -> settings.withMaxPending(0)).hasMessage("maxPending is 0; it must be at least 1");
        assertThatThrownBy(() -> settings.withDeadline(Duration.ofSeconds(-1)))
                .hasMessage("deadline PT-1S is negative; it must be 0 or more");
        assertThatThrownBy(() -> settings.withTopics("a", "b", "a"))
                .hasMessage("the topics are a, b and a; they must be three");
        assertThatThrownBy(() -> ClientSettings.of(" "))
                .hasMessage("bootstrapServers is empty; name host:port, separated by commas");
    }

    @Test
    void passwordsAreNotShown() {
        assertThat(settings.withKafkaProperties(Map.of("ssl.truststore.password", "secret")))
                .asString()
                .contains("ssl.truststore.password")
                .doesNotContain("secret");
    }
}
