package freshet.trainer.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import freshet.model.bundle.BundleFile;
import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.SelfTestCase;
import freshet.model.bundle.Tensor;
import freshet.model.load.ModelLoader;
import freshet.trainer.Logs;
import freshet.trainer.Trainers;
import freshet.trainer.TrainingData;
import freshet.trainer.TrainingListener;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VmisKnnTrainerTest {

    /** Rows: a 0 (4 events), b 1 (3), c 2 (2), d 3 (1). The newest session is 0. */
    private static final TrainingData DATA = Logs.data("a b c d", "b a", "a b a c");

    @Test
    void theIndexHoldsTheNewestSessionsBothWaysRound() {
        Map<String, Tensor> weights =
                train(DATA, Map.of("recent_sessions", "2")).weights();

        assertThat(longs(weights, "vmis.item.offsets")).containsExactly(0, 2, 4, 6, 7);
        assertThat(ints(weights, "vmis.item.sessions")).containsExactly(0, 1, 0, 1, 0, 2, 2);
        assertThat(longs(weights, "vmis.session.offsets")).containsExactly(0, 3, 5, 9);
        assertThat(ints(weights, "vmis.session.items")).containsExactly(0, 1, 2, 0, 1, 0, 1, 2, 3);
        assertThat(((Tensor.Floats) weights.get("vmis.weight")).values())
                .containsExactly(
                        new float[] {
                            (float) Math.log(4 / 3.0),
                            (float) Math.log(4 / 3.0),
                            (float) Math.log(2),
                            (float) Math.log(4)
                        },
                        within(1e-6f));
    }

    @Test
    void aSessionThatNoItemHasAmongItsNewestIsLeftOut() {
        Map<String, Tensor> weights = train(Logs.data("a b", "b a", "a b c"), Map.of("recent_sessions", "1"))
                .weights();

        assertThat(longs(weights, "vmis.session.offsets")).containsExactly(0, 3);
        assertThat(ints(weights, "vmis.item.sessions")).containsExactly(0, 0, 0);
    }

    @Test
    void ofALongSessionTheLatestItemsAreKept() {
        Map<String, Tensor> weights = train(Logs.data("a b c a", "a b"), Map.of("session_items", "2", "idf", "0"))
                .weights();

        assertThat(longs(weights, "vmis.session.offsets")).containsExactly(0, 2, 4);
        assertThat(ints(weights, "vmis.session.items")).containsExactly(0, 1, 0, 2);
        assertThat(((Tensor.Floats) weights.get("vmis.weight")).values()).containsOnly(1);
    }

    /** After b: all three sessions are neighbours, with a in three, c in two and d in one. */
    @Test
    void selfTestHoldsSharesOfTheVotes() {
        double total = 3 * Math.log(4 / 3.0) + 2 * Math.log(2) + Math.log(4);
        assertThat(train(DATA, Map.of()).selfTest()).anySatisfy(session -> {
            assertThat(session.items()).containsExactly("b");
            assertThat(session.expected()).containsExactly("c", "d", "a");
            assertThat(session.probabilities().get(1)).isCloseTo((float) (Math.log(4) / total), within(1e-6f));
        });
    }

    /** Of five events that follow another one, one repeats it. */
    @Test
    void theLastItemIsAsLikelyAsARepeatInTheLog() {
        ModelBundle bundle = train(Logs.data("a b", "b b c", "c a b"), Map.of());

        assertThat(bundle.configuration().path("repeat_share").floatValue()).isEqualTo(0.2f);
        assertThat(bundle.selfTest()).anySatisfy(session -> {
            assertThat(session.items()).containsExactly("b", "b");
            assertThat(session.probabilities().get(session.expected().indexOf("b")))
                    .isCloseTo(0.2f, within(1e-6f));
        });
    }

    /** The index and the search through all sessions agree, or the bundle would be refused. */
    @ParameterizedTest
    @CsvSource({"500, 100, 9", "20, 5, 3", "7, 7, 50", "1, 1, 1", "30, 10, 2"})
    void eachSettingIsServedAsTheDefinitionSays(
            String recent, String neighbours, String lastItems, @TempDir Path folder) {
        Random random = new Random(5);
        String[] sessions = IntStream.range(0, 300)
                .mapToObj(session -> random.ints(2 + random.nextInt(12), 0, 40)
                        .mapToObj(item -> "i" + item * item / 40)
                        .collect(Collectors.joining(" ")))
                .toArray(String[]::new);
        ModelBundle bundle = train(
                Logs.data(sessions),
                Map.of(
                        "recent_sessions", recent,
                        "neighbours", neighbours,
                        "last_items", lastItems));
        Path file = folder.resolve("model.safetensors");
        BundleFile.write(file, bundle);

        assertThat(bundle.selfTest())
                .hasSize(8)
                .extracting(SelfTestCase::expected)
                .noneMatch(List::isEmpty);
        ModelLoader.load(file, 1).close();
    }

    private static int[] ints(Map<String, Tensor> weights, String name) {
        return ((Tensor.Ints) weights.get(name)).values();
    }

    private static long[] longs(Map<String, Tensor> weights, String name) {
        return ((Tensor.Longs) weights.get(name)).values();
    }

    private static ModelBundle train(TrainingData data, Map<String, String> settings) {
        Map<String, String> ofThePaper = new HashMap<>(Map.of("idf", "1"));
        ofThePaper.putAll(settings);
        return Trainers.named("vmis-knn", ofThePaper).train(data, TrainingListener.SILENT);
    }
}
