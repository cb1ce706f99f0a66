package freshet.serving.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.model.arithmetic.Arithmetic;
import freshet.model.bundle.BundleException;
import freshet.model.bundle.BundleFile;
import freshet.model.load.ServedModel;
import freshet.serving.Announcement;
import freshet.serving.testing.TinyGru;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * That no file is left of a load, a TaskManager that is killed during one shows:
 * {@code SlowStoreITCase} of the command line's tests.
 */
class BundleLoaderTest {
    @TempDir
    private Path folder;

    private final BundleLoader bundles =
            new BundleLoader(new BundleFetcher(new LocalFiles(), AllowedStores.ANY), Arithmetic.DEFAULT);

    @Test
    void anAnnouncedBundleBecomesAModel() {
        try (ServedModel model = bundles.load(new TinyGru(12, 1).publish(folder, 3))) {
            assertThat(model.version()).isEqualTo(3);
            assertThat(model.model().vocabulary().size()).isEqualTo(12);
        }
    }

    @Test
    void aBrokenOneIsNamedAsItWasAnnounced() throws Exception {
        Path broken = Files.writeString(folder.resolve("broken"), "no bundle");
        Announcement announcement = TinyGru.announcement(broken, BundleFile.sha256(broken), 1);

        assertThatThrownBy(() -> bundles.load(announcement))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(BundleException.class)
                .hasMessageStartingWith("bundle " + broken.toUri() + ": ");
    }
}
