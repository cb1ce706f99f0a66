package freshet.model.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.ThreadMXBean;
import freshet.model.PopularItems;
import freshet.model.Vocabulary;
import freshet.model.bundle.BundleException;
import freshet.model.bundle.BundleFile;
import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.SelfTestCase;
import freshet.model.bundle.Tensor;
import freshet.model.kind.KindExample;
import freshet.model.kind.ModelKinds;
import freshet.model.kind.TinyBundles;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Any bundle gives a model that passed its self-test, or a refusal in words; in memory
 * bounded by the file.
 */
class HostileBundleTest {
    private static final int BYTES_PER_BYTE = 100;
    private static final long ONCE_BYTES = 32 << 20; // windows, panels, JSON buffers
    private static final ModelBundle SOUND =
            TinyBundles.gru(1, 1, 4, new SelfTestCase(List.of("i0"), List.of("i0"), List.of(1f)));

    private static final ModelBundle MIX = TinyBundles.tested(
            KindExample.of(ModelKinds.named("mix")).bundles(1, 5, 2).get(0),
            new SelfTestCase(List.of("i1"), List.of(), List.of()));

    private Path file = Path.of("");

    @BeforeProperty
    void makeFile() throws IOException {
        file = Files.createTempFile("hostile", ".safetensors");
    }

    @AfterProperty
    void deleteFile() throws IOException {
        Files.delete(file);
    }

    @Property(tries = 2_000)
    void aBentBundleIsRefusedOrServed(
            @ForAll @Size(min = 1, max = 4) List<@IntRange(max = 1 << 20) Integer> places, @ForAll byte mask)
            throws IOException {
        assertRefusedOrServed(SOUND, places, mask);
    }

    /** Rows of one part lead into the arrays of the mix, and its successors into others. */
    @Property(tries = 1_000)
    void aBentMixIsRefusedOrServed(
            @ForAll @Size(min = 1, max = 4) List<@IntRange(max = 1 << 20) Integer> places, @ForAll byte mask)
            throws IOException {
        assertRefusedOrServed(MIX, places, mask);
    }

    private void assertRefusedOrServed(ModelBundle sound, List<Integer> places, byte mask) throws IOException {
        BundleFile.write(file, sound);
        byte[] bytes = Files.readAllBytes(file);
        for (int place : places) {
            bytes[place % bytes.length] ^= mask;
        }
        Files.write(file, bytes);
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();

        try (ServedModel model = ModelLoader.load(file, 1)) {
            assertThat(model.version()).isEqualTo(1);
        } catch (BundleException refused) {
            assertThat(refused.getMessage())
                    .startsWith("bundle " + file)
                    .hasLineCount(1)
                    .hasSizeLessThan(2_000)
                    .doesNotContainPattern("\\p{Cntrl}");
        }
        assertThat(thread.getCurrentThreadAllocatedBytes() - before)
                .isLessThan(ONCE_BYTES + (long) BYTES_PER_BYTE * bytes.length);
    }

    /** The identity that such a layer would need has 8 GB; the file has 180 kB. */
    @Test
    void aLargeOneHotLayerIsRefusedBeforeAnythingIsMadeOfIt() {
        int width = 15_000;
        ObjectNode configuration = JsonNodeFactory.instance.objectNode();
        configuration.put("embedding", "one-hot").put("gru", "reset-before");
        configuration.putArray("layers").add(width).add(1);
        ModelBundle bomb = bundle(
                "gru4rec",
                configuration,
                Map.of(
                        "item.embedding", Tensor.floats(new float[1], 1, 1),
                        "item.bias", Tensor.floats(new float[1], 1),
                        "gru.0.input", Tensor.floats(new float[3 * width], 1, 3 * width),
                        "gru.0.recurrent", Tensor.floats(new float[3], 1, 3)));
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();

        assertThatThrownBy(() -> TinyBundles.build(bomb))
                .isExactlyInstanceOf(BundleException.class)
                .hasMessageContaining("gru.0.recurrent");
        assertThat(thread.getCurrentThreadAllocatedBytes() - before).isLessThan(ONCE_BYTES);
    }

    @Test
    void countsOfAMarkovChainAreAtLeastOne() {
        for (long count : new long[] {0, -1, Long.MIN_VALUE}) {
            ModelBundle chain = bundle(
                    "markov",
                    JsonNodeFactory.instance.objectNode(),
                    Map.of(
                            "markov.offsets", new Tensor.Longs(new int[] {2}, new long[] {0, 1}),
                            "markov.next", new Tensor.Ints(new int[] {1}, new int[] {0}),
                            "markov.count", new Tensor.Longs(new int[] {1}, new long[] {count})));

            assertThatThrownBy(() -> TinyBundles.build(chain))
                    .isExactlyInstanceOf(BundleException.class)
                    .hasMessage("tensor \"markov.count\" has " + count + "; a count is at least 1");
        }
    }

    @Test
    void supportsWhoseSumIsOverEveryLongAreSharesAllTheSame() {
        assertThat(new PopularItems(new long[] {Long.MAX_VALUE, Long.MAX_VALUE}).shares())
                .containsExactly(0.5f, 0.5f);
    }

    @Test
    void finiteWeightsWhoseScoresWouldBeNoNumbersAreRefused() {
        ModelBundle sound = TinyBundles.gru(1, 2, 4, new SelfTestCase(List.of("i0"), List.of("i0"), List.of(0.5f)));
        Map<String, Tensor> weights = new TreeMap<>(sound.weights());
        weights.put("item.embedding", huge(2, 4));
        weights.put("gru.0.input", huge(4, 12));
        weights.put("gru.0.recurrent", huge(4, 12));
        weights.put("item.bias", huge(2));

        assertThatThrownBy(() -> ModelLoader.load(sound.withWeights(weights), 1))
                .isExactlyInstanceOf(BundleException.class)
                .hasMessageContaining("over the limit of 1e+15");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "{}",
                "{\"once\":[1]}",
                "{\"once\":[],\"repeated\":[]}",
                "{\"once\":[1],\"repeated\":[1,2]}",
                "{\"once\":[1],\"repeated\":[\"1\"]}",
                "{\"once\":[1],\"repeated\":[101]}",
                "{\"once\":[-1e300],\"repeated\":[1]}",
                "{\"once\":[null],\"repeated\":[1]}"
            })
    void aBiasOfOwnItemsThatIsNoneIsRefused(String text) throws IOException {
        ModelBundle sound = TinyBundles.gru(1, 2, 4);
        ObjectNode configuration = sound.configuration().deepCopy();
        configuration.set("own_items", new ObjectMapper().readTree(text));

        assertThatThrownBy(() -> TinyBundles.build(TinyBundles.of("gru4rec", configuration, 2, sound.weights())))
                .isExactlyInstanceOf(BundleException.class)
                .hasMessageStartingWith("configuration \"own_items\", ")
                .hasMessageEndingWith("1 to 50 numbers from -100 to 100 in each: train again");
    }

    private static Tensor huge(int... shape) {
        float[] values = new float[IntStream.of(shape).reduce(1, (a, b) -> a * b)];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 3 == 0 ? -Float.MAX_VALUE : Float.MAX_VALUE;
        }
        return Tensor.floats(values, shape);
    }

    private static ModelBundle bundle(String kind, ObjectNode configuration, Map<String, Tensor> weights) {
        return new ModelBundle(
                kind,
                configuration,
                JsonNodeFactory.instance.objectNode(),
                Map.of(),
                new Vocabulary(List.of("i0")),
                new long[] {1},
                weights,
                List.of());
    }
}
