package freshet.job.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.job.settings.RequiredSecrets.EnvironmentSecrets;
import freshet.job.settings.RequiredSecrets.FileSecrets;
import freshet.job.settings.RequiredSecrets.FolderSecrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequiredSecretsTest {
    private static final String HERE = ProcessHandle.current().pid() + "@";

    @TempDir
    Path folder;

    @Test
    void aVariableIsFoundAndAMissingOneIsNamedWithItsProcess() {
        RequiredSecrets secrets = configured(new EnvironmentSecrets());

        assertThat(secrets.get("", Set.of("PATH")).data()).containsExactly(Map.entry("PATH", System.getenv("PATH")));
        assertThatThrownBy(() -> secrets.get("", Set.of("FRESHET_NO_SUCH", "PATH")))
                .isInstanceOf(KafkaException.class)
                .hasMessageStartingWith("the Kafka properties refer to ${env:FRESHET_NO_SUCH}, which process " + HERE)
                .hasMessageEndingWith(" does not have; set the variable for that process, or name another one")
                .hasMessageNotContaining(System.getenv("PATH"));
    }

    @Test
    void anEntryOfAFileIsFoundAndAMissingOneIsNamedWithoutTheOthers() throws IOException {
        Path file = Files.writeString(folder.resolve("kafka.properties"), "known=hush");
        RequiredSecrets secrets = configured(new FileSecrets());

        assertThat(secrets.get(file.toString(), Set.of("known")).data()).containsExactly(Map.entry("known", "hush"));
        assertThatThrownBy(() -> secrets.get(file.toString(), Set.of("known", "forgotten")))
                .isInstanceOf(KafkaException.class)
                .hasMessageStartingWith(
                        "the Kafka properties refer to ${file:" + file + ":forgotten}, which process " + HERE)
                .hasMessageEndingWith(" does not have; write the entry into the file on that host, or name another one")
                .hasMessageNotContaining("hush");
    }

    @Test
    void aFileThatCannotBeReadIsNamedWithTheProcess() {
        Path file = folder.resolve("none");

        assertThatThrownBy(() -> configured(new FileSecrets()).get(file.toString(), Set.of("key")))
                .isInstanceOf(KafkaException.class)
                .hasMessageStartingWith("the Kafka properties refer to ${file:" + file + ":key}, which process " + HERE)
                .hasMessageContaining(" cannot read; ");
    }

    @Test
    void aFileOfAFolderIsFoundAndAMissingOneIsNamedTheFolderToo() throws IOException {
        Files.writeString(folder.resolve("password"), "hush");
        RequiredSecrets secrets = configured(new FolderSecrets());

        assertThat(secrets.get(folder.toString(), Set.of("password")).data())
                .containsExactly(Map.entry("password", "hush"));
        for (Path place : new Path[] {folder, folder.resolve("none")}) {
            assertThatThrownBy(() -> secrets.get(place.toString(), Set.of("forgotten")))
                    .isInstanceOf(KafkaException.class)
                    .hasMessageStartingWith(
                            "the Kafka properties refer to ${dir:" + place + ":forgotten}, which process " + HERE)
                    .hasMessageEndingWith(
                            " does not have; put the file into the folder on that host, or name another one");
        }
    }

    private static RequiredSecrets configured(RequiredSecrets secrets) {
        secrets.configure(Map.of());
        return secrets;
    }
}
