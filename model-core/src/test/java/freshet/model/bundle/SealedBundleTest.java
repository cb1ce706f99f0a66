package freshet.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedBundleTest {
    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void name() {
        file = folder.resolve("sealed");
    }

    @Test
    void itReadsBackEqualAndIsTheBundleWithItsSha256Behind() throws IOException {
        BundleFile.writeSealed(file, SampleBundles.golden());
        byte[] sealed = Files.readAllBytes(file);
        Path plain = folder.resolve("plain");
        BundleFile.write(plain, SampleBundles.golden());

        assertThat(BundleFile.readSealed(file))
                .usingRecursiveComparison(SampleBundles.byValue())
                .isEqualTo(SampleBundles.golden());
        assertThat(Arrays.copyOf(sealed, sealed.length - Seal.BYTES)).isEqualTo(Files.readAllBytes(plain));
        assertThat(HexFormat.of().formatHex(sealed, sealed.length - Seal.BYTES, sealed.length))
                .isEqualTo(BundleFile.sha256(plain));
    }

    @Test
    void oneOfManyWindowsReadsBackEqual() {
        float[] values = new float[1_000_003];
        for (int i = 0; i < values.length; i++) {
            values[i] = i * 0.37f;
        }
        BundleFile.writeSealed(
                file,
                SampleBundles.tiny(Map.of("w", Tensor.floats(values, values.length)), SampleBundles.object("{}")));

        assertThat(((Tensor.Floats) BundleFile.readSealed(file).weights().get("w")).values())
                .isEqualTo(values);
    }

    @Test
    void everyFlippedByteEveryCutAndEveryAddedByteIsRefused() throws IOException {
        BundleFile.writeSealed(file, SampleBundles.golden());
        byte[] whole = Files.readAllBytes(file);
        for (int at = 0; at < whole.length; at++) {
            byte[] flipped = whole.clone();
            flipped[at] ^= (byte) (1 << at % 8);
            assertRefused(flipped);
            assertRefused(Arrays.copyOf(whole, at));
        }
        assertRefused(Arrays.copyOf(whole, whole.length + 1));
    }

    /** A bundle for everybody has no seal, and one with a seal is none for everybody. */
    @Test
    void sealedAndPlainAreNotTakenForEachOther() throws IOException {
        BundleFile.write(file, SampleBundles.golden());
        assertRefused(Files.readAllBytes(file));

        BundleFile.writeSealed(file, SampleBundles.golden());
        assertThatThrownBy(() -> BundleFile.read(file))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("has bytes added");
    }

    private void assertRefused(byte[] bytes) throws IOException {
        Files.write(file, bytes);
        assertThatThrownBy(() -> BundleFile.readSealed(file))
                .isExactlyInstanceOf(BundleException.class)
                .hasMessage("bundle " + file
                        + ": its content does not fit the checksum at its end: the file was cut short or"
                        + " changed after it was written");
    }
}
