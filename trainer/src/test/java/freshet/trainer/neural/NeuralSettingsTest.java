package freshet.trainer.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.trainer.settings.Setting;
import freshet.trainer.settings.Settings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NeuralSettingsTest {
    private static final Setting OWN = Setting.whole("window", "items", 50, 1, 1000);

    @Test
    void modelHasDefaultsOfItsOwn() {
        List<Setting> settings = NeuralSettings.with(List.of(OWN), Map.of("learning_rate", "2e-2"));

        NeuralSettings read = NeuralSettings.from(new Settings("m", settings, Map.of()));

        assertThat(read.learningRate()).isEqualTo(0.02f);
        assertThat(read.batchSize()).isEqualTo(32);
    }

    @Test
    void restOfASettingStaysAsItIs() {
        List<Setting> shared = NeuralSettings.with(List.of());

        List<Setting> settings = NeuralSettings.with(List.of(), Map.of("threads", "2"));

        assertThat(settings)
                .usingRecursiveComparison()
                .ignoringFields("defaultValue")
                .isEqualTo(shared);
        assertThat(settings)
                .filteredOn(setting -> setting.name().equals("threads"))
                .singleElement()
                .satisfies(set -> {
                    assertThat(set.defaultValue()).isEqualTo("2");
                    assertThat(set.unsearchable()).isPresent();
                });
    }

    @Test
    void defaultOfNoSharedSettingIsRefused() {
        assertThatThrownBy(() -> NeuralSettings.with(List.of(OWN), Map.of("window", "20")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("\"window\" is no setting of every neural model; there are [batch_size, loss,");
    }

    @Test
    void defaultOutOfRangeIsRefused() {
        assertThatThrownBy(() -> NeuralSettings.with(List.of(), Map.of("learning_rate", "11")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("learning_rate is \"11\"; it must be");
    }
}
