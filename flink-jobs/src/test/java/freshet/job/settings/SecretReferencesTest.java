package freshet.job.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.job.settings.JobSettings.KafkaSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

class SecretReferencesTest {

    @Test
    void kafkaLooksUpWhatAPropertyRefersTo() {
        KafkaSettings settings = new KafkaSettings("h:1", "g", Map.of("ssl.key.password", "a ${env:PATH} b"));

        Properties client = settings.clientProperties();

        assertThat(client.toString()).doesNotContain(System.getenv("PATH"));
        assertThat(new AbstractConfig(new ConfigDef(), client, false)
                        .originals()
                        .get("ssl.key.password"))
                .isEqualTo("a " + System.getenv("PATH") + " b");
    }

    /** Kafka's own providers leave such a reference unchanged, and the broker refuses it. */
    @Test
    void noClientIsMadeWithAReferenceToWhatIsNotThere() {
        KafkaSettings settings = new KafkaSettings("h:1", "g", Map.of("client.rack", "${env:FRESHET_NO_SUCH}"));

        assertThatThrownBy(() -> new KafkaConsumer<>(
                        settings.clientProperties(), new ByteArrayDeserializer(), new ByteArrayDeserializer()))
                .isInstanceOf(KafkaException.class)
                .hasMessageStartingWith("the Kafka properties refer to ${env:FRESHET_NO_SUCH}, which process ");
    }

    @Test
    void aClientWithoutReferencesOrWithProvidersOfItsOwnIsLeftAlone() {
        Map<Object, Object> plain = new HashMap<>(Map.of("ssl.key.password", "x$y"));
        SecretReferences.enable(plain);
        assertThat(plain).hasSize(1);
        Map<Object, Object> own =
                new HashMap<>(Map.of("ssl.key.password", "${vault:x:y}", "config.providers", "vault"));
        SecretReferences.enable(own);
        assertThat(own).hasSize(2).containsEntry("config.providers", "vault");
    }
}
