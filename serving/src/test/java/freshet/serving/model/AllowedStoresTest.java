package freshet.serving.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.model.bundle.BundleException;
import freshet.serving.model.AllowedStores.AllowedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedStoresTest {
    @TempDir
    Path folder;

    private Path store;

    @BeforeEach
    void makeStore() throws IOException {
        folder = folder.toRealPath();
        store = Files.createDirectory(folder.resolve("store"));
        Files.createDirectory(store.resolve("inner"));
        Files.writeString(store.resolve("inner/a b.safetensors"), "in");
        Files.writeString(folder.resolve("secret"), "out");
        Files.createDirectory(folder.resolve("store-of-others"));
        Files.writeString(folder.resolve("store-of-others/bundle"), "out");
    }

    private AllowedStores stores() {
        return AllowedStores.of("s3://models/shop, " + store);
    }

    @Test
    void aBundleInTheStoreIsLetThrough() {
        Path bundle = store.resolve("inner/a b.safetensors");

        assertThat(stores().require(bundle.toUri().toString())).isEqualTo(new AllowedFile("file", "", bundle + ""));
        assertThat(stores().require("S3://models/shop/x/./v%201"))
                .isEqualTo(new AllowedFile("s3", "models", "/shop/x/v 1"));
        assertThat(AllowedStores.of(AllowedStores.setting(store))).isEqualTo(AllowedStores.of(store.toString()));
    }

    @Test
    void aContainerStandsBeforeItsAccountAndALoginNowhere() {
        AllowedStores container = AllowedStores.of("abfss://models@shop.dfs.core.windows.net/v");

        assertThat(container
                        .require("abfss://models@shop.dfs.core.windows.net/v/1")
                        .authority())
                .isEqualTo("models@shop.dfs.core.windows.net");
        assertThatThrownBy(() -> container.require("abfss://others@shop.dfs.core.windows.net/v/1"))
                .hasMessageContaining("outside of model.allowed-stores");
        assertThatThrownBy(() -> container.require("abfss://models:key@shop.dfs.core.windows.net/v/1"))
                .hasMessageContaining("has a login");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3://models/shopping/v1",
                "s3://models/shop",
                "s3://models/",
                "s3://models.evil.example/shop/v1",
                "s3://other/shop/v1",
                "s3a://models/shop/v1",
                "s3://models:1/shop/v1",
                "hdfs://models/shop/v1",
                "s3://models/shop%2fv1/../x",
                "file:///etc/hostname",
                "file:/etc/hostname",
                "http://169.254.169.254/shop/v1"
            })
    void anywhereElseIsRefusedByName(String uri) {
        assertThatThrownBy(() -> stores().require(uri))
                .isExactlyInstanceOf(BundleException.class)
                .hasMessageContaining(uri);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/secret | outside of model.allowed-stores",
                "/store-of-others/bundle | outside of model.allowed-stores",
                "/store/../secret | climbs by \"..\"",
                "/store/inner/../../secret | climbs by",
                "/store/%2e%2e/secret | climbs by",
                "/store/%2E./secret | climbs by",
                "/store/..%2fsecret | climbs by",
                "/store/inner%2f..%2f..%2fsecret | climbs by",
                "/store//../secret | climbs by",
                "/store/%252e%252e/secret | cannot be fetched",
                "/store/missing | cannot be fetched",
                "/store/inner | no regular file",
                "/store/x%00 | control character",
                "/store/x%0a | control character",
                "/store/x?y | a login, query or fragment",
                "/store/x#y | a login, query or fragment",
                "/store/x y | is no URI",
                "/store/% | is no URI"
            })
    void aPathThatLeadsOutOfTheStoreIsRefused(String path, String reason) {
        assertThatThrownBy(() -> stores().require("file://" + folder + path))
                .isExactlyInstanceOf(BundleException.class)
                .hasMessageContaining(reason)
                .message()
                .hasLineCount(1);
    }

    @Test
    void aLinkOutOfTheStoreIsRefusedAndOneWithinIsFollowed() throws IOException {
        Files.createSymbolicLink(store.resolve("out"), folder.resolve("secret"));
        Files.createSymbolicLink(store.resolve("up"), folder);
        Files.createSymbolicLink(store.resolve("in"), store.resolve("inner/a b.safetensors"));
        Files.createSymbolicLink(store.resolve("nowhere"), store.resolve("nothing"));
        Files.createSymbolicLink(store.resolve("round"), store.resolve("round"));

        assertThat(stores().require(store.resolve("in").toUri().toString()).path())
                .endsWith("inner/a b.safetensors");
        for (String out : new String[] {"out", "up/secret", "up/store-of-others/bundle"}) {
            assertThatThrownBy(() -> stores().require("file://" + store + "/" + out))
                    .isExactlyInstanceOf(BundleException.class)
                    .hasMessageContaining("outside of model.allowed-stores");
        }
        for (String broken : new String[] {"nowhere", "round"}) {
            assertThatThrownBy(() -> stores().require("file://" + store + "/" + broken))
                    .isExactlyInstanceOf(BundleException.class)
                    .hasMessageContaining("cannot be fetched");
        }
    }

    @Test
    void aStoreThatIsItselfALinkHoldsWhatItLeadsTo() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), store);

        assertThat(AllowedStores.of(link.toString())
                        .require("file://" + link + "/inner/a%20b.safetensors")
                        .path())
                .startsWith(store.toString());
    }

    /** Opening a pipe would never end, and some devices never end. */
    @Test
    void withoutAnyFolderOnlyRegularFilesAreRead() {
        assertThat(AllowedStores.of(" , ")).isEqualTo(AllowedStores.ANY);
        assertThat(AllowedStores.ANY.require("file://" + folder + "/secret").path())
                .isEqualTo(folder + "/secret");
        assertThat(AllowedStores.ANY.require("s3://b/x").authority()).isEqualTo("b");
        assertThatThrownBy(() -> AllowedStores.ANY.require("file:///dev/zero"))
                .isExactlyInstanceOf(BundleException.class)
                .hasMessageContaining("no regular file");
        assertThatThrownBy(() -> AllowedStores.ANY.require("file://elsewhere/secret"))
                .isExactlyInstanceOf(BundleException.class)
                .hasMessageContaining("names a host");
    }

    @ParameterizedTest
    @ValueSource(strings = {"models", "/srv/../etc", "s3://a/..", "mailto:x", "file://host/x", "s3://user:word@a/b"})
    void aSettingThatNamesNoFolderIsRefused(String text) {
        assertThatThrownBy(() -> AllowedStores.of(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
