package freshet.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.model.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

class BundleFilePropertyTest {
    private Path file = Path.of("");

    @BeforeProperty
    void makeFile() throws IOException {
        file = Files.createTempFile("bundle", ".safetensors");
    }

    @AfterProperty
    void deleteFile() throws IOException {
        Files.delete(file);
    }

    @Property(tries = 100)
    void anyBundleReadsBackEqualAndWritesTheSameBytesAgain(@ForAll("bundles") ModelBundle bundle) throws IOException {
        BundleFile.write(file, bundle);
        byte[] bytes = Files.readAllBytes(file);
        ModelBundle read = BundleFile.read(file);
        BundleFile.write(file, read);

        assertThat(read).usingRecursiveComparison(SampleBundles.byValue()).isEqualTo(bundle);
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    }

    @Property(tries = 2_000)
    void flippedBytesGiveAnErrorOrABundleThatHoldsItsRules(
            @ForAll @Size(min = 1, max = 4) List<@IntRange(max = 1 << 20) Integer> places, @ForAll byte mask)
            throws IOException {
        byte[] bytes = RawFile.valid().bytes();
        for (int place : places) {
            bytes[place % bytes.length] ^= mask;
        }
        assertRefusedOrSound(bytes);
    }

    @Property(tries = 1_000)
    void aFileThatIsCutAndRefilledGivesAnErrorOrABundleThatHoldsItsRules(
            @ForAll @IntRange(max = 1 << 20) int place, @ForAll @Size(max = 40) byte[] refill) throws IOException {
        byte[] bytes = RawFile.valid().bytes();
        int cut = place % bytes.length;
        byte[] mutated = Arrays.copyOf(bytes, cut + refill.length);
        System.arraycopy(refill, 0, mutated, cut, refill.length);
        assertRefusedOrSound(mutated);
    }

    /** Anything but a BundleException fails the property; what is read must be writable, so every rule holds, and stay the same. */
    private void assertRefusedOrSound(byte[] bytes) throws IOException {
        Files.write(file, bytes);
        ModelBundle bundle;
        try {
            bundle = BundleFile.read(file);
        } catch (BundleException refused) {
            assertThat(refused).hasMessageContaining(file.toString());
            return;
        }
        BundleFile.write(file, bundle);
        assertThat(BundleFile.read(file))
                .usingRecursiveComparison(SampleBundles.byValue())
                .isEqualTo(bundle);
    }

    @Provide
    Arbitrary<ModelBundle> bundles() {
        Arbitrary<String> ids = Arbitraries.strings()
                .ofMinLength(1)
                .ofMaxLength(20)
                .filter(id -> id.chars().noneMatch(c -> Character.isSurrogate((char) c)));
        Arbitrary<Vocabulary> vocabularies =
                ids.list().uniqueElements().ofMinSize(1).ofMaxSize(30).map(Vocabulary::new);
        Arbitrary<Map<String, Tensor>> weights =
                Arbitraries.maps(ids.map(name -> "w." + name), tensors()).ofMaxSize(6);
        Arbitrary<Map<String, Double>> metrics = Arbitraries.maps(
                        ids, Arbitraries.doubles().between(-1e300, 1e300).ofScale(12))
                .ofMaxSize(4);
        return Combinators.combine(
                        vocabularies, weights, metrics, Arbitraries.longs().greaterOrEqual(0))
                .as((vocabulary, tensors, figures, support) -> new ModelBundle(
                        "any",
                        SampleBundles.object("{}").put("text", vocabulary.item(0)),
                        SampleBundles.object("{\"seed\": " + support + "}"),
                        figures,
                        vocabulary,
                        filled(vocabulary.size(), support),
                        tensors,
                        List.of(new SelfTestCase(vocabulary.items(), List.of(vocabulary.item(0)), List.of(0.1f)))));
    }

    private static Arbitrary<Tensor> tensors() {
        Arbitrary<Tensor> floats = Arbitraries.floats()
                .array(float[].class)
                .ofMaxSize(12)
                .map(values -> Tensor.floats(values, 1, values.length));
        Arbitrary<Tensor> ints = Arbitraries.integers()
                .array(int[].class)
                .ofMaxSize(12)
                .map(v -> new Tensor.Ints(new int[] {v.length}, v));
        Arbitrary<Tensor> longs = Arbitraries.longs()
                .array(long[].class)
                .ofMaxSize(12)
                .map(v -> new Tensor.Longs(new int[] {v.length}, v));
        Arbitrary<Tensor> bytes = Arbitraries.bytes()
                .array(byte[].class)
                .ofMaxSize(12)
                .map(v -> new Tensor.Bytes(new int[] {v.length}, v));
        return Arbitraries.oneOf(floats, ints, longs, bytes);
    }

    private static long[] filled(int length, long value) {
        long[] values = new long[length];
        Arrays.fill(values, value);
        return values;
    }
}
