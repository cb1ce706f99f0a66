package freshet.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.gateway.settings.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Holds {@code config/gateway.yaml} and the settings together. */
class SettingsFileTest {
    private static final Path FILE = Path.of("..", "config", "gateway.yaml");

    @Test
    void theFileListsTheSettingsWithTheirDefaultsInTheirOrder() throws Exception {
        Map<String, String> file = new LinkedHashMap<>();
        for (String line : Files.readAllLines(FILE)) {
            if (!line.isEmpty() && !line.startsWith("#")) {
                String[] setting = line.split(": ", 2);
                assertThat(setting).as(line).hasSize(2);
                file.put(setting[0], setting[1].equals("\"\"") ? "" : setting[1]);
            }
        }
        Map<String, String> settings = new LinkedHashMap<>();
        for (Setting<?> setting : GatewaySettings.all()) {
            settings.put(setting.key(), setting.standard());
        }
        assertThat(List.copyOf(file.entrySet())).isEqualTo(List.copyOf(settings.entrySet()));
    }

    @Test
    void everySettingHasACommentAboveIt() throws Exception {
        List<String> lines = Files.readAllLines(FILE);
        for (int i = 1; i < lines.size(); i++) {
            if (!lines.get(i).isEmpty() && !lines.get(i).startsWith("#")) {
                assertThat(lines.get(i - 1)).as(lines.get(i)).startsWith("# ");
            }
        }
    }
}
