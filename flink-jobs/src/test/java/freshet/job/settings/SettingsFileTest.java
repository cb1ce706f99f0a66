package freshet.job.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds {@code config/freshet.yaml} and {@link FreshetOptions} together. */
class SettingsFileTest {
    private static final Path FILE = Path.of("..", "config", "freshet.yaml");

    static List<ConfigOption<?>> options() {
        return FreshetOptions.all();
    }

    @Test
    void theFileListsExactlyTheOptionsInTheirOrder() {
        assertThat(SettingsFile.read(FILE).keySet())
                .containsExactlyElementsOf(
                        FreshetOptions.all().stream().map(ConfigOption::key).toList());
    }

    @ParameterizedTest
    @MethodSource("options")
    void theFileStatesTheDefaultOf(ConfigOption<?> option) {
        Map<String, String> file = SettingsFile.read(FILE);
        Configuration given = Configuration.fromMap(Map.of(option.key(), file.get(option.key())));
        assertThat((Object) given.get(option)).isEqualTo(option.defaultValue());
    }

    @Test
    void everySettingHasACommentAboveIt() throws Exception {
        List<String> lines = Files.readAllLines(FILE);
        for (String key : SettingsFile.read(FILE).keySet()) {
            int line = lines.indexOf(lines.stream()
                    .filter(text -> text.startsWith(key + ":"))
                    .findFirst()
                    .orElseThrow());
            assertThat(lines.get(line - 1)).as("line above %s", key).startsWith("# ");
        }
    }

    @Test
    void aByteOrderMarkDoesNotMatter(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("marked.yaml"), "\ufeffsession.gap: 7 min\n");
        assertThat(SettingsFile.read(file)).isEqualTo(Map.of("session.gap", "7 min"));
    }

    @Test
    void aFileInUtf16IsNamed(@TempDir Path folder) throws Exception {
        Path file =
                Files.writeString(folder.resolve("wide.yaml"), "\ufeffsession.gap: 7 min\n", StandardCharsets.UTF_16LE);
        assertThatThrownBy(() -> SettingsFile.read(file))
                .isInstanceOf(SettingsException.class)
                .hasMessageEndingWith("cannot be read: it is UTF-16 text; write it in UTF-8");
    }

    @Test
    void theFileGivesTheDefaultSettings() {
        assertThat(JobSettings.load(FILE, List.of()))
                .usingRecursiveComparison()
                .usingOverriddenEquals()
                .ignoringFields("given")
                .isEqualTo(JobSettings.defaults());
    }
}
