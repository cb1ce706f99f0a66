package freshet.serving.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.model.bundle.BundleException;
import freshet.model.bundle.BundleFile;
import freshet.schema.ModelAnnouncement;
import freshet.serving.testing.TinyGru;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleFetcherTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream target = new ByteArrayOutputStream();

    @Test
    void aBundleIsFetchedUnderEveryName() throws IOException {
        Path store = Files.createDirectory(folder.resolve("my store, 100%"));
        Path bundle = Files.writeString(store.resolve("a b%20c.safetensors"), "bytes");
        from(AllowedStores.of(AllowedStores.setting(store)))
                .fetch(announced(bundle.toUri().toString(), BundleFile.sha256(bundle)), target);

        assertThat(target).hasToString("bytes");
    }

    @Test
    void anotherHashThanTheAnnouncedOneIsRefused() throws IOException {
        Path bundle = Files.writeString(folder.resolve("bundle"), "bytes");

        assertRefused(
                announced(bundle.toUri().toString(), "0".repeat(64)), AllowedStores.ANY, "has SHA-256 ", "not 000");
        assertRefused(announced(bundle.toUri().toString(), ""), AllowedStores.ANY, "has SHA-256 ");
    }

    @Test
    void aBundleOutsideOfTheStoresIsNotEvenOpened() throws IOException {
        Path outside = Files.writeString(folder.resolve("outside"), "bytes");
        AllowedStores elsewhere = AllowedStores.of(folder.resolve("store").toString());
        assertThatThrownBy(() -> from(elsewhere)
                        .fetch(announced(outside.toUri().toString(), BundleFile.sha256(outside)), target))
                .isExactlyInstanceOf(BundleException.class)
                .hasMessageContaining("outside of model.allowed-stores");
        assertThat(target.size()).isZero();
    }

    @Test
    void anInterruptEndsIt() throws IOException {
        Path bundle = Files.writeString(folder.resolve("bundle"), "bytes");
        ModelAnnouncement announced = announced(bundle.toUri().toString(), BundleFile.sha256(bundle));

        Thread.currentThread().interrupt();
        try {
            assertRefused(announced, AllowedStores.ANY, "bundle cannot be fetched", "given up after 0 bytes");
        } finally {
            assertThat(Thread.interrupted()).as("still set for who waits next").isTrue();
        }
        assertThat(target.size()).isZero();
    }

    @Test
    void aSchemeThatNoFileSystemKnowsIsRefused() {
        assertRefused(
                announced("gopher://models/v1", "0".repeat(64)), AllowedStores.ANY, "cannot be fetched", "gopher");
    }

    @Test
    void aFileLargerThanAnyBundleIsRefusedBeforeItIsCopied() throws IOException {
        Path huge = folder.resolve("huge");
        try (RandomAccessFile sparse = new RandomAccessFile(huge.toFile(), "rw")) {
            sparse.setLength(BundleFile.MAX_BYTES + 1);
        }
        assertThatThrownBy(() ->
                        from(AllowedStores.ANY).fetch(announced(huge.toUri().toString(), "0".repeat(64)), target))
                .isExactlyInstanceOf(BundleException.class)
                .hasMessageContainingAll("17179869185 bytes", "the most that a bundle may have is 17179869184");
        assertThat(target.size()).isZero();
    }

    @Test
    void aLocalCopyLiesInTheFolderThatIsGiven() throws IOException {
        Path missing = folder.resolve("missing");
        BundleFetcher fetcher = new BundleFetcher(new LocalFiles(), AllowedStores.ANY, missing);
        assertThatThrownBy(() -> fetcher.toLocalFile(announced("file:" + folder, "0".repeat(64))))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining(missing.toString());
    }

    private void assertRefused(ModelAnnouncement announced, AllowedStores stores, String... reasons) {
        assertThatThrownBy(() -> from(stores).fetch(announced, target))
                .isInstanceOf(BundleException.class)
                .hasMessageContainingAll(reasons);
    }

    private static BundleFetcher from(AllowedStores stores) {
        return new BundleFetcher(new LocalFiles(), stores);
    }

    private static ModelAnnouncement announced(String uri, String sha256) {
        return ModelAnnouncement.newBuilder(
                        TinyGru.announcement(Path.of("x"), sha256, 1).bundle())
                .setUri(uri)
                .setCreatedAt(Instant.EPOCH)
                .build();
    }
}
