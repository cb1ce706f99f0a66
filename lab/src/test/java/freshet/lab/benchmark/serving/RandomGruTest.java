package freshet.lab.benchmark.serving;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.publish.CheckedBundle;
import freshet.model.bundle.BundleFile;
import freshet.model.bundle.ModelBundle;
import java.nio.file.Path;
import java.util.Comparator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RandomGruTest {
    @TempDir
    Path folder;

    @Test
    void aJobTakesItInEveryShape() {
        for (int width : new int[] {1, 7, 100}) {
            Path file = folder.resolve(width + ".safetensors");
            BundleFile.write(file, new RandomGru(RandomGru.LEAST_ITEMS + width, width, 1).bundle());
            assertThat(CheckedBundle.of(file).file()).isEqualTo(file); // its self-test passes
        }
    }

    @Test
    void itsProbabilitiesAreThoseOfAModelThatPrefersSomeItems() {
        ModelBundle bundle = new RandomGru(5_000, 32, 1).bundle();
        assertThat(bundle.selfTest()).allSatisfy(test -> {
            assertThat(test.expected()).hasSize(20).doesNotHaveDuplicates();
            assertThat(test.probabilities()).isSortedAccordingTo(Comparator.reverseOrder());
            assertThat(test.probabilities().get(0)).isBetween(2f / 5_000, 0.5f);
        });
    }
}
