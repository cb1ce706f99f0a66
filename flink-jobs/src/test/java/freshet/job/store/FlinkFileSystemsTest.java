package freshet.job.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.model.bundle.BundleException;
import freshet.model.bundle.BundleFile;
import freshet.schema.ModelAnnouncement;
import freshet.serving.model.AllowedStores;
import freshet.serving.model.BundleFetcher;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bundles by way of Flink's file systems. */
class FlinkFileSystemsTest {
    @TempDir
    Path folder;

    private final BundleFetcher fetcher = new BundleFetcher(new FlinkFileSystems(), AllowedStores.ANY);
    private final ByteArrayOutputStream target = new ByteArrayOutputStream();

    @Test
    void aLocalBundleIsFetchedUnderEveryName() throws IOException {
        Path store = Files.createDirectory(folder.resolve("my store, 100%"));
        Path bundle = Files.writeString(store.resolve("a b%20c.safetensors"), "bytes");

        fetcher.fetch(announced(bundle.toUri().toString(), BundleFile.sha256(bundle)), target);

        assertThat(target).hasToString("bytes");
    }

    @Test
    void anInterruptEndsIt() throws IOException {
        Path bundle = Files.writeString(folder.resolve("bundle"), "bytes");

        Thread.currentThread().interrupt();
        try {
            assertRefused(
                    announced(bundle.toUri().toString(), BundleFile.sha256(bundle)),
                    "bundle cannot be fetched",
                    "given up after 0 bytes");
        } finally {
            assertThat(Thread.interrupted()).as("still set for who waits next").isTrue();
        }
        assertThat(target.size()).isZero();
    }

    @Test
    void aSchemeThatNoFileSystemKnowsIsRefused() {
        assertRefused(announced("gopher://models/v1", "0".repeat(64)), "cannot be fetched", "gopher");
    }

    @ParameterizedTest
    @ValueSource(strings = {UncheckedFileSystemFactory.NO_STATUS, UncheckedFileSystemFactory.NO_BYTES})
    void anUncheckedFailureOfTheStoresClientIsOneOfTheStore(String uri) {
        assertThatThrownBy(() -> fetcher.fetch(announced(uri, "0".repeat(64)), target))
                .isExactlyInstanceOf(BundleException.class)
                .hasMessageContainingAll(uri + " cannot be fetched: ", "the store does not answer")
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void aFileLargerThanAnyBundleIsRefusedBeforeItIsCopied() throws IOException {
        Path huge = folder.resolve("huge");
        try (RandomAccessFile sparse = new RandomAccessFile(huge.toFile(), "rw")) {
            sparse.setLength(BundleFile.MAX_BYTES + 1);
        }
        assertRefused(
                announced(huge.toUri().toString(), "0".repeat(64)),
                "17179869185 bytes",
                "the most that a bundle may have is 17179869184");
        assertThat(target.size()).isZero();
    }

    private void assertRefused(ModelAnnouncement announced, String... reasons) {
        assertThatThrownBy(() -> fetcher.fetch(announced, target))
                .isInstanceOf(BundleException.class)
                .hasMessageContainingAll(reasons);
    }

    private static ModelAnnouncement announced(String uri, String sha256) {
        return ModelAnnouncement.newBuilder()
                .setVersion(1)
                .setUri(uri)
                .setSha256(sha256)
                .setCreatedAt(Instant.EPOCH)
                .build();
    }
}
