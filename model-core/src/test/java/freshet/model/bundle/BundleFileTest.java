package freshet.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.model.Vocabulary;
import freshet.model.calibration.Calibration;
import freshet.model.calibration.ShareLine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundleFileTest {
    @TempDir
    Path folder;

    @Test
    void aBundleThatWasWrittenReadsBackEqual() {
        Path file = folder.resolve("model.safetensors");
        BundleFile.write(file, SampleBundles.golden());

        assertThat(BundleFile.read(file))
                .usingRecursiveComparison(SampleBundles.byValue())
                .isEqualTo(SampleBundles.golden());
    }

    @Test
    void theCalibrationReadsBackAndMayBeMissing() throws IOException {
        Path file = folder.resolve("model.safetensors");
        Calibration calibration = new Calibration(1.25, 0.5, new ShareLine(-0.75, 1), new ShareLine(2, 0));
        BundleFile.write(file, SampleBundles.golden().calibrated(calibration));
        assertThat(BundleFile.read(file).calibration()).isEqualTo(Optional.of(calibration));
        Files.write(file, goldenBytes());
        assertThat(BundleFile.read(file).calibration()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "[]",
                "{}",
                "{\\\"temperature\\\":1}",
                "temperature=0",
                "temperature=-1",
                "temperature=1e30",
                "temperature=NaN",
                "temperature=\\\"1\\\"",
                "temperature=1e999",
                "rank_discount=-0.1",
                "intercept=21",
                "slope=-1",
                "slope=null"
            })
    void aCalibrationThatIsNoneIsRefusedInOneLine(String text) throws IOException {
        Path file = folder.resolve("bent.safetensors");
        Files.write(
                file,
                RawFile.valid()
                        .with("\"kind\":\"raw\"", "\"kind\":\"raw\",\"calibration\":\"" + calibration(text) + "\"")
                        .bytes());
        assertThatThrownBy(() -> BundleFile.read(file))
                .isInstanceOf(BundleException.class)
                .hasMessageStartingWith("bundle " + file + ": metadata \"calibration\": ")
                .hasMessageNotContaining("\n");
    }

    @Test
    void aMissingNumberOfACalibrationIsCalledMissing() throws IOException {
        Path file = folder.resolve("bent.safetensors");
        Files.write(
                file,
                RawFile.valid()
                        .with("\"kind\":\"raw\"", "\"kind\":\"raw\",\"calibration\":\"{\\\"temperature\\\":1}\"")
                        .bytes());
        assertThatThrownBy(() -> BundleFile.read(file))
                .hasMessage("bundle " + file + ": metadata \"calibration\": rank_discount is missing; it must be a"
                        + " number: train again, or with --no-calibration");
    }

    /** A whole calibration with one other value, or a text that is none. */
    private static String calibration(String text) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            return text;
        }
        String line = "{\\\"intercept\\\":0,\\\"slope\\\":1}";
        String whole =
                "{\\\"temperature\\\":2,\\\"rank_discount\\\":0,\\\"full\\\":" + line + ",\\\"few\\\":" + line + "}";
        String field = text.substring(0, equals) + "\\\":";
        return whole.replaceFirst(
                Pattern.quote(field) + "[0-9]", Matcher.quoteReplacement(field + text.substring(equals + 1)));
    }

    @Test
    void anOpenFileIsReadThoughItsNameIsGone() throws IOException {
        Path file = folder.resolve("model.safetensors");
        BundleFile.write(file, SampleBundles.golden());
        try (FileChannel open = FileChannel.open(file)) {
            Files.delete(file);

            assertThat(BundleFile.outline(open, "the bundle").kind())
                    .isEqualTo(SampleBundles.golden().kind());
            assertThat(BundleFile.read(open, "the bundle"))
                    .usingRecursiveComparison(SampleBundles.byValue())
                    .isEqualTo(SampleBundles.golden());
        }
    }

    @Test
    void theItemsAloneAreThoseOfTheWholeBundle() throws IOException {
        Path file = folder.resolve("golden.safetensors");
        Files.write(file, goldenBytes());

        assertThat(BundleFile.vocabulary(file).items())
                .isEqualTo(SampleBundles.golden().vocabulary().items());
        Path other = Files.writeString(folder.resolve("text.safetensors"), "no bundle at all");
        assertThatThrownBy(() -> BundleFile.vocabulary(other))
                .isInstanceOf(BundleException.class)
                .hasMessageStartingWith("bundle " + other + ": ");
    }

    @Test
    void theGoldenFileOfFormatVersion1StillLoads() throws IOException {
        Path file = folder.resolve("golden.safetensors");
        Files.write(file, goldenBytes());

        assertThat(BundleFile.read(file))
                .usingRecursiveComparison(SampleBundles.byValue())
                .isEqualTo(SampleBundles.golden());
    }

    @Test
    void theWriterGivesTheBytesOfTheGoldenFile() throws IOException {
        Path file = folder.resolve("model.safetensors");
        BundleFile.write(file, SampleBundles.golden());

        assertThat(Files.readAllBytes(file)).isEqualTo(goldenBytes());
    }

    @Test
    void theOrderOfKeysAndTensorsInMemoryLeavesNoTrace() throws IOException {
        ObjectNode backwards = SampleBundles.object("{\"z\": {\"y\": 1, \"x\": 2}, \"a\": 0.1}");
        ObjectNode forwards = SampleBundles.object("{\"a\": 0.1, \"z\": {\"x\": 2, \"y\": 1}}");
        Tensor weight = Tensor.floats(new float[] {1}, 1);
        Map<String, Tensor> inOrder = new LinkedHashMap<>();
        Map<String, Tensor> reversed = new LinkedHashMap<>();
        for (int i = 0; i < 20; i++) {
            inOrder.put("w" + i, weight);
            reversed.put("w" + (19 - i), weight);
        }
        Path one = folder.resolve("one");
        Path other = folder.resolve("other");
        BundleFile.write(one, SampleBundles.tiny(inOrder, forwards));
        BundleFile.write(other, SampleBundles.tiny(reversed, backwards));

        assertThat(Files.readAllBytes(one)).isEqualTo(Files.readAllBytes(other));
    }

    @Test
    void aTensorOfManyWindowsReadsBackEqual() {
        float[] values = new float[1_000_003];
        for (int i = 0; i < values.length; i++) {
            values[i] = i * 0.37f;
        }
        Path file = folder.resolve("model.safetensors");
        BundleFile.write(
                file,
                SampleBundles.tiny(Map.of("w", Tensor.floats(values, values.length)), SampleBundles.object("{}")));

        Tensor read = BundleFile.read(file).weights().get("w");
        assertThat(((Tensor.Floats) read).values()).isEqualTo(values);
    }

    @Test
    void writingReplacesTheOldFileAndLeavesNothingBeside() throws IOException {
        Path file = folder.resolve("model.safetensors");
        Files.writeString(file, "old");
        BundleFile.write(file, SampleBundles.golden());

        assertThat(Files.readAllBytes(file)).isEqualTo(goldenBytes());
        assertThat(names()).containsExactly("model.safetensors");
    }

    @Test
    void aBundleThatIsRefusedLeavesTheOldFileAsItWas() throws IOException {
        Path file = folder.resolve("model.safetensors");
        Files.writeString(file, "old");
        Map<String, Tensor> weights = Map.of("w", Tensor.floats(new float[] {0, Float.NaN}, 2));

        assertThatThrownBy(() -> BundleFile.write(file, SampleBundles.tiny(weights, SampleBundles.object("{}"))))
                .isInstanceOf(BundleException.class)
                .hasMessageContainingAll("model.safetensors", "\"w\"", "NaN", "index 1");
        assertThat(file).hasContent("old");
        assertThat(names()).containsExactly("model.safetensors");
    }

    @Test
    void theWriterRefusesWhatTheReaderWouldRefuse() {
        ObjectNode notANumber = SampleBundles.object("{}").put("rate", Double.NaN);
        ObjectNode deep = SampleBundles.object("{}");
        ObjectNode inner = deep;
        for (int depth = 0; depth < 100; depth++) {
            inner = inner.putObject("d");
        }
        Tensor weight = Tensor.floats(new float[] {1}, 1);
        assertRefused(SampleBundles.tiny(Map.of(), notANumber), "configuration", "NaN");
        assertRefused(SampleBundles.tiny(Map.of(), deep), "configuration", "depth");
        assertRefused(SampleBundles.tiny(Map.of("item.support", weight), SampleBundles.object("{}")), "item.support");
        assertRefused(
                SampleBundles.tiny(
                        Map.of("w", Tensor.floats(new float[] {1}, 1, 1, 1, 1, 1, 1, 1, 1, 1)),
                        SampleBundles.object("{}")),
                "\"w\"",
                "at most 8");
        int most = Integer.MAX_VALUE;
        assertRefused(
                SampleBundles.tiny(Map.of("w", Tensor.floats(new float[0], most, most, 0)), SampleBundles.object("{}")),
                "\"w\"",
                "a product of at most 2147483639");
        assertRefused(withItems(List.of()), "no item");
        assertRefused(withItems(List.of("x".repeat(257))), "257", "256");
        assertRefused(withItems(List.of("\ud800")), "row 0");
    }

    @Test
    void aMissingFolderIsNamed() {
        Path file = folder.resolve("nowhere").resolve("model.safetensors");

        assertThatThrownBy(() -> BundleFile.write(file, SampleBundles.golden()))
                .isInstanceOf(BundleException.class)
                .hasMessageContainingAll(file.toString(), "folder does not exist");
    }

    @Test
    void theHashIsSha256() throws IOException {
        Path file = folder.resolve("abc");
        Files.writeString(file, "abc");

        // FIPS 180-4, example of one block
        assertThat(BundleFile.sha256(file))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThatThrownBy(() -> BundleFile.sha256(folder.resolve("none")))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("does not exist");
    }

    private void assertRefused(ModelBundle bundle, String... parts) {
        assertThatThrownBy(() -> BundleFile.write(folder.resolve("refused"), bundle))
                .isInstanceOf(BundleException.class)
                .hasMessageContainingAll(parts);
        assertThat(folder.resolve("refused")).doesNotExist();
    }

    private static ModelBundle withItems(List<String> items) {
        return new ModelBundle(
                "tiny",
                SampleBundles.object("{}"),
                SampleBundles.object("{}"),
                Map.of(),
                new Vocabulary(new ArrayList<>(items)),
                new long[items.size()],
                Map.of(),
                List.of());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static byte[] goldenBytes() throws IOException {
        try (InputStream in = BundleFileTest.class.getResourceAsStream("golden-v1.safetensors")) {
            return in.readAllBytes();
        }
    }
}
