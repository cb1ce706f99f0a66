package freshet.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import freshet.model.Vocabulary;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

class BundleFilePropertyTest {
    private static final Pattern NUMBER = Pattern.compile("(?<=[\\[,:])[0-9.]+(?=[\\],}])");

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
    void aRefilledFileGivesAnErrorOrABundleThatHoldsItsRules(
            @ForAll @IntRange(max = 1 << 20) int place, @ForAll @Size(max = 40) byte[] refill) throws IOException {
        byte[] bytes = RawFile.valid().bytes();
        int cut = place % bytes.length;
        byte[] mutated = Arrays.copyOf(bytes, cut + refill.length);
        System.arraycopy(refill, 0, mutated, cut, refill.length);
        assertRefusedOrSound(mutated);
    }

    /**
     * Overlaps, gaps, shapes and lengths that lie: refused, or a bundle; never memory that only a
     * number asks for.
     */
    @Property(tries = 2_000)
    void hostileNumbersAnywhereInTheHeaderCostNoMemory(
            @ForAll @Size(min = 1, max = 3) List<@IntRange(max = 1_000) Integer> places,
            @ForAll("numbers") String number,
            @ForAll("lengths") long added)
            throws IOException {
        RawFile raw = RawFile.valid();
        String header = raw.header();
        for (int place : places) {
            List<MatchResult> numbers = NUMBER.matcher(header).results().toList();
            MatchResult at = numbers.get(place % numbers.size());
            header = header.substring(0, at.start()) + number + header.substring(at.end());
        }
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = raw.bytes(text.length + added, text);
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();

        assertRefusedOrSound(bytes);

        assertThat(thread.getCurrentThreadAllocatedBytes() - before).isLessThan(16 << 20);
    }

    @Provide
    Arbitrary<String> numbers() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "-1",
                        "0",
                        "-0",
                        "8",
                        "40",
                        "51",
                        "2147483647",
                        "2147483648",
                        "4294967296",
                        "9223372036854775807",
                        "-9223372036854775808",
                        "9223372036854775808",
                        "1e3",
                        "1e308",
                        "1e309",
                        "NaN",
                        "Infinity",
                        "null",
                        "[]",
                        "\"8\"",
                        "8,8",
                        "9".repeat(200)),
                Arbitraries.integers().between(0, 60).map(String::valueOf));
    }

    @Provide
    Arbitrary<Long> lengths() {
        return Arbitraries.frequencyOf(
                Tuple.of(9, Arbitraries.just(0L)),
                Tuple.of(1, Arbitraries.of(-1L, 1L, 51L, 52L, 1L << 20, 60L << 20, Long.MAX_VALUE, Long.MIN_VALUE)));
    }

    /**
     * Anything but a BundleException fails the property; what is read must be writable, so every
     * rule holds, and stay the same.
     */
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
