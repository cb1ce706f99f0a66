package freshet.job.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka.properties.ssl.key.password=hush",
                "kafka.properties.ssl.truststore.password = hush",
                "kafka.properties.sasl.jaas.config=x required password=\"hush\";",
                "kafka.properties.ssl.keystore.key=hush",
                "kafka.properties.sasl.oauthbearer.client.credentials.client.secret=hush"
            })
    void aSecretInProgramArgumentsIsRefusedWithoutBeingRepeated(String override) {
        assertThatThrownBy(() -> SecretReferences.requireIn(List.of("events.topic=x", override)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("is a secret, but Flink shows program arguments to everybody")
                .hasMessageNotContaining("hush");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka.properties.ssl.key.password=${env:KEY}",
                "kafka.properties.security.protocol=SASL_SSL",
                "kafka.properties.ssl.truststore.location=/etc/trust.p12",
                "events.topic=passwords"
            })
    void referencesAndWhatIsNoSecretMayStandThere(String override) {
        assertThatCode(() -> SecretReferences.requireIn(List.of(override))).doesNotThrowAnyException();
    }
}
