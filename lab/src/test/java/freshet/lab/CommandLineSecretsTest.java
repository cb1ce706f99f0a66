package freshet.lab;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.audit.AuditCommand;
import freshet.cli.serve.ServeCommand;
import freshet.cli.testing.CommandRun;
import freshet.job.settings.SettingsException;
import freshet.lab.cluster.ClusterSubmitCommand;
import org.junit.jupiter.api.Test;

/** A secret on a command line is refused before anybody is connected to or told. */
class CommandLineSecretsTest {

    @Test
    void amongTheSettingsOfAJobForACluster() {
        assertRefused(CommandRun.of(new ClusterSubmitCommand(), "--set", "kafka.properties.ssl.key.password=hush"));
    }

    @Test
    void amongTheSettingsOfAJobInThisProcess() {
        assertRefused(CommandRun.of(
                new ServeCommand(), "--bootstrap-servers", "h:1", "--set", "kafka.properties.ssl.key.password=hush"));
    }

    @Test
    void amongTheClientsProperties() {
        assertRefused(CommandRun.of(
                new AuditCommand(), "--bootstrap-servers", "h:1", "--kafka-property", "ssl.key.password=hush"));
    }

    private static void assertRefused(CommandRun run) {
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.failure()).get().satisfies(e -> assertThat(e)
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("ssl.key.password holds a secret")
                .hasMessageNotContaining("hush"));
    }
}
