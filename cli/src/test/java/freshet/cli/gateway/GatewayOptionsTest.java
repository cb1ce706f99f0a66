package freshet.cli.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.testing.CommandRun;
import freshet.gateway.settings.SettingException;
import freshet.job.settings.SettingsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings that are refused before anybody is connected to. */
class GatewayOptionsTest {
    private static final String KEY = "not-to-be-said-aloud";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"http.api-key", "http.operator-key", "http.tls.password"})
    void aSecretOnTheCommandLineIsRefusedAndNotSaid(String setting) {
        CommandRun run = run("--set", setting + "=" + KEY);
        assertThat(run.failure()).get().satisfies(e -> assertThat(e)
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith(setting + " holds a secret, which others see on a command line (ps);")
                .hasMessageNotContaining(KEY));
    }

    @Test
    void aSecretOfKafkaIsRefusedAsElsewhere() {
        assertThat(run("--set", "kafka.properties.ssl.key.password=" + KEY).failure())
                .get()
                .isInstanceOf(SettingsException.class);
    }

    @Test
    void aReferenceThatLeadsNowhereIsNamed() throws Exception {
        Files.writeString(folder.resolve("short"), "abc\n");
        Files.writeString(folder.resolve("empty"), "\n");
        assertMessage(
                "http.api-key=${env:FRESHET_NO_SUCH_VARIABLE}",
                "http.api-key refers to ${env:FRESHET_NO_SUCH_VARIABLE}, which this process cannot read;"
                        + " set that variable");
        assertMessage(
                "http.api-key=${dir:" + folder + ":none}",
                "http.api-key refers to ${dir:" + folder + ":none}, which this process cannot read;"
                        + " put the file into the folder: ${dir:FOLDER:FILE}");
        assertMessage(
                "http.api-key=${dir:" + folder + ":empty}",
                "http.api-key refers to secrets that are empty; fill them, or leave the setting out if nobody needs"
                        + " one");
        assertMessage(
                "http.api-key=${dir:" + folder + ":short}",
                "http.api-key has a key of fewer than 16 characters; make one by: openssl rand -hex 32");
    }

    @Test
    void anUnknownSettingIsNamedWithTheNearest() {
        assertMessage("http.prot=1", "unknown setting \"http.prot\"; did you mean http.port?");
        assertMessage("http.port=99999", "http.port is \"99999\"; it must be a whole number from 0 to 65535");
    }

    private static void assertMessage(String setting, String message) {
        assertThat(run("--set", setting).failure()).get().satisfies(e -> assertThat(e)
                .hasMessage(message));
    }

    private static CommandRun run(String... arguments) {
        String[] all = new String[arguments.length + 2];
        all[0] = "--bootstrap-servers";
        all[1] = "h:1";
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return CommandRun.of(new GatewayCommand(), all);
    }
}
