package freshet.model.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.model.bundle.BundleException;
import freshet.model.bundle.BundleFile;
import freshet.model.bundle.SelfTestCase;
import freshet.model.kind.TinyBundles;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelLoaderTest {
    @TempDir
    Path folder;

    @Test
    void loadsWhatTheTrainerWrote() {
        Path file = folder.resolve("m.safetensors");
        BundleFile.write(file, TinyBundles.gru(1, 1, 4, new SelfTestCase(List.of("i0"), List.of("i0"), List.of(1f))));
        try (ServedModel served = ModelLoader.load(file, 3)) {
            assertThat(served.version()).isEqualTo(3);
            assertThat(served.model().vocabulary().item(0)).isEqualTo("i0");
        }
    }

    @Test
    void aFailedSelfTestNamesFileSessionAndItem() {
        Path file = folder.resolve("m.safetensors");
        BundleFile.write(
                file, TinyBundles.gru(1, 12, 4, new SelfTestCase(List.of("i0"), List.of("i1"), List.of(0.99f))));
        assertThatThrownBy(() -> ModelLoader.load(file, 1))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("m.safetensors: self-test session 0: item \"i1\"");
    }

    @Test
    void aBundleWithoutASelfTestIsRefused() {
        assertThatThrownBy(() -> ModelLoader.load(TinyBundles.gru(1, 12, 4), 1))
                .isInstanceOf(BundleException.class)
                .hasMessage("there is no self-test; train the model again");
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> ModelLoader.load(folder.resolve("none"), 1))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("none does not exist");
    }
}
