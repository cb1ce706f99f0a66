package freshet.serving.model;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.model.bundle.BundleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Every announced place ends as a file of the store, or as a refusal in words. */
class HostileAnnouncedPlaceTest {
    private static Path folder = Path.of("");

    @BeforeContainer
    static void makeStore() throws IOException {
        folder = Files.createTempDirectory("stores").toRealPath();
        Files.createDirectories(folder.resolve("store/in"));
        for (String file : List.of("secret", "in", "store/secret", "store/in/secret")) {
            if (!Files.exists(folder.resolve(file))) {
                Files.writeString(folder.resolve(file), file);
            }
        }
        Files.createSymbolicLink(folder.resolve("store/link"), folder);
    }

    @AfterContainer
    static void deleteStore() throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Property(tries = 3_000)
    void noPathLeadsOutOfTheStore(@ForAll("paths") String path) throws IOException {
        assertWithinOrRefused("file://" + folder + "/store" + path);
    }

    @Property(tries = 2_000)
    void noTextDoes(@ForAll String text) throws IOException {
        assertWithinOrRefused(text);
    }

    private static void assertWithinOrRefused(String uri) throws IOException {
        Path store = folder.resolve("store");
        try {
            Path file = Path.of(AllowedStores.of(store.toString()).require(uri).path());
            assertThat(file.toRealPath()).isEqualTo(file).startsWith(store).isRegularFile();
        } catch (BundleException refused) {
            assertThat(refused.getMessage()).isNotBlank().hasLineCount(1).hasSizeLessThan(5_000);
        }
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.of(
                        "/", "//", ".", "..", "/..", "/../", "%2e", "%2E%2e", "%2f", "%252e", "%5c", "\\", "%00", "in",
                        "/in", "link", "/link", "/secret", "secret", "store", "/store", "?", "#", "%c0%ae", "%", " ",
                        "é", ";", "~")
                .list()
                .ofMaxSize(8)
                .map(parts -> String.join("", parts));
    }
}
