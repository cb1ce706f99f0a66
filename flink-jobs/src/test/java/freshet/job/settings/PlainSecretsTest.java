package freshet.job.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainSecretsTest {

    @Test
    void aSecretIsRefusedByNameWithTheMendAndWithoutBeingRepeated() {
        assertThatThrownBy(() ->
                        PlainSecrets.refuseIn(List.of("events.topic=x", "kafka.properties.ssl.key.password=hush")))
                .isInstanceOf(SettingsException.class)
                .hasMessage("kafka.properties.ssl.key.password holds a secret, which others see on a command line (ps,"
                        + " Flink's log"
                        + " and web UI); write ${env:NAME}, ${file:PROPERTIES-FILE:KEY} or"
                        + " ${dir:FOLDER:FILE} in its place, or set"
                        + " it in the file of --config");
        assertThatThrownBy(() -> PlainSecrets.refuseIn(Map.of("ssl.key.password", "hush")))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("ssl.key.password holds a secret")
                .hasMessageEndingWith("the file of --kafka-config");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka.properties.ssl.truststore.password = hush",
                "kafka.properties.ssl.keystore.password=hush${env:REST}",
                "kafka.properties.sasl.jaas.config=x required password=\"hush\";",
                "kafka.properties.sasl.jaas.config=x required username=\"${env:USER}\" password=\"hush\";",
                "kafka.properties.sasl.jaas.config=x required username='u' password='hush';",
                "kafka.properties.sasl.jaas.config=x required username=u password=hush;",
                "kafka.properties.sasl.jaas.config=x required password=\"${env:PASSWORD}\" apiKey=\"hush\";",
                "kafka.properties.sasl.jaas.config=${env:JAAS} password=\"hush\";",
            })
    void aSecretBesideAReferenceIsRefused(String override) {
        assertThatThrownBy(() -> PlainSecrets.refuseIn(List.of(override)))
                .isInstanceOf(SettingsException.class)
                .hasMessageNotContaining("hush");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka.properties.ssl.key.password=${env:KEY}",
                "kafka.properties.ssl.key.password=",
                "kafka.properties.security.protocol=SASL_SSL",
                "kafka.properties.ssl.truststore.location=/etc/trust.p12",
                "kafka.properties.sasl.jaas.config=${dir:/run/secrets:jaas}",
                "kafka.properties.sasl.jaas.config=x required username=\"freshet\" password=\"${env:PASSWORD}\";",
                "kafka.properties.sasl.jaas.config=x required password=${file:/run/kafka.properties:key} username=u;",
                "kafka.properties.sasl.jaas.config=x required useKeyTab=true keyTab=\"/etc/k\" principal=\"f@X\";",
                "events.topic=passwords"
            })
    void referencesAndWhatIsNoSecretMayStandThere(String override) {
        assertThatCode(() -> PlainSecrets.refuseIn(List.of(override))).doesNotThrowAnyException();
    }

    @Test
    void whatKafkaHoldsToBeASecretIsOneAndNothingElse() {
        Set<String> secrets = new TreeSet<>();
        Set<String> refused = new TreeSet<>();
        Map<String, ConfigDef.ConfigKey> keys = new TreeMap<>();
        keys.putAll(ProducerConfig.configDef().configKeys());
        keys.putAll(ConsumerConfig.configDef().configKeys());
        keys.putAll(AdminClientConfig.configDef().configKeys());
        keys.forEach((key, definition) -> {
            if (definition.type() == ConfigDef.Type.PASSWORD) {
                secrets.add(key);
            }
            if (refuses(key)) {
                refused.add(key);
            }
        });
        // Hidden by Kafka as well, but certificates are for everybody.
        secrets.removeAll(Set.of("ssl.keystore.certificate.chain", "ssl.truststore.certificates"));
        assertThat(refused).hasSizeGreaterThan(5).isEqualTo(secrets);
    }

    private static boolean refuses(String property) {
        try {
            PlainSecrets.refuseIn(Map.of(property, "module required anything=\"hush\";"));
            return false;
        } catch (SettingsException e) {
            return true;
        }
    }
}
