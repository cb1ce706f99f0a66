package freshet.trainer.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import freshet.model.bundle.BundleFile;
import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.SelfTestCase;
import freshet.model.bundle.Tensor;
import freshet.model.load.ModelLoader;
import freshet.trainer.Logs;
import freshet.trainer.Trainers;
import freshet.trainer.TrainingData;
import freshet.trainer.TrainingException;
import freshet.trainer.TrainingListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlistTrainerTest {

    /**
     * Rows: a 0, b 1. Two sessions a b: of transitions alone, a's own square is 2 and with b 2, so
     * that by λ = 1 the weight is 2 / (2 + 1).
     */
    @Test
    void aTransitionsWeightIsShrunkByLambda() {
        Map<String, Tensor> weights = train(Logs.data("a b", "a b"), Map.of("similarity", "0", "regularisation", "1"))
                .weights();

        assertThat(((Tensor.Longs) weights.get("rules.offsets")).values()).containsExactly(0, 1, 1);
        assertThat(((Tensor.Ints) weights.get("rules.next")).values()).containsExactly(1);
        assertThat(((Tensor.Floats) weights.get("rules.weight")).values())
                .containsExactly(new float[] {2 / 3f}, within(1e-6f));
    }

    /** The normal equations solved by Gauss, and the diagonal held where it is over its bound. */
    @ParameterizedTest
    @CsvSource({
        "0,   10,  1,   0, 1, 1,   50",
        "1,   2,   1,   0, 1, 10,  50",
        "1,   2,   1,   0, 1, 0,   50",
        "0.4, 10,  1,   0, 1, 0.1, 50",
        "0.4, 0.5, 0.5, 1, 3, 0.2, 50",
        "0.7, 3,   4,   2, 2, 0,   4"
    })
    void weightsAreThoseOfTheNaiveSolution(
            double similarity, double lambda, double events, double days, int steps, double self, int sessionItems) {
        TrainingData data = random(80, 25);
        Map<String, Tensor> weights = train(
                        data,
                        Map.of(
                                "similarity", "" + similarity,
                                "regularisation", "" + lambda,
                                "train_events", "" + events,
                                "session_days", "" + days,
                                "steps", "" + steps,
                                "self", "" + self,
                                "session_items", "" + sessionItems))
                .weights();
        double[][] expected = new NaiveSlist(data, similarity, lambda, events, days, steps, sessionItems).solve(self);

        double[][] found = dense(weights, data.vocabulary().size());
        for (int i = 0; i < expected.length; i++) {
            for (int j = 0; j < expected.length; j++) {
                assertThat(found[i][j]).isCloseTo(Math.max(0, expected[i][j]), within(2e-4));
            }
        }
    }

    @Test
    void theLargestWeightsOfAnItemAreKept() {
        TrainingData data = random(80, 25);
        double[][] all =
                dense(train(data, Map.of()).weights(), data.vocabulary().size());
        double[][] three = dense(
                train(data, Map.of("rules", "3")).weights(), data.vocabulary().size());

        for (int i = 0; i < all.length; i++) {
            double[] largest =
                    DoubleStream.of(all[i]).sorted().skip(all.length - 3).toArray();
            assertThat(DoubleStream.of(three[i]).filter(weight -> weight > 0).sorted())
                    .containsExactly(DoubleStream.of(largest)
                            .filter(weight -> weight > 0)
                            .boxed()
                            .toArray(Double[]::new));
        }
    }

    /** The recommender and the definition agree, or the bundle would be refused. */
    @ParameterizedTest
    @CsvSource({"1, 200", "0.05, 200", "20, 5"})
    void eachSettingIsServedAsTheDefinitionSays(String serveEvents, String rules, @TempDir Path folder) {
        ModelBundle bundle = train(random(300, 40), Map.of("serve_events", serveEvents, "rules", rules));
        Path file = folder.resolve("model.safetensors");
        BundleFile.write(file, bundle);

        assertThat(bundle.selfTest()).extracting(SelfTestCase::expected).noneMatch(List::isEmpty);
        ModelLoader.load(file, 1).close();
    }

    /** Two items that are always together are one in a float's precision. */
    @Test
    void equationsThatCannotBeSolvedAreRefused() {
        TrainingData together = Logs.data(Collections.nCopies(400, "a b").toArray(String[]::new));

        assertThatThrownBy(() -> train(together, Map.of("similarity", "1", "regularisation", "1e-6")))
                .isInstanceOf(TrainingException.class)
                .hasMessage("model slist finds no weights by regularisation 1.0E-6: the matrix of 2 rows is not"
                        + " positive definite, as row 2 shows; set a larger regularisation");
    }

    @Test
    void progressRisesToTheEnd() {
        List<Long> done = new ArrayList<>();
        TrainingData data = random(80, 25);
        Trainers.named("slist", Map.of()).train(data, new TrainingListener() {
            @Override
            public void progress(long eventsDone, long events, double loss) {
                done.add(eventsDone);
            }
        });

        assertThat(done).isSorted().hasSizeGreaterThan(25).endsWith((long) data.predictions());
    }

    private static TrainingData random(int sessions, int items) {
        Random random = new Random(5);
        return Logs.data(IntStream.range(0, sessions)
                .mapToObj(session -> random.ints(2 + random.nextInt(7), 0, items)
                        .mapToObj(item -> "i" + item * item / items)
                        .collect(Collectors.joining(" ")))
                .toArray(String[]::new));
    }

    private static double[][] dense(Map<String, Tensor> weights, int items) {
        long[] offsets = ((Tensor.Longs) weights.get("rules.offsets")).values();
        double[][] dense = new double[items][items];
        for (int i = 0; i < items; i++) {
            for (int at = (int) offsets[i]; at < offsets[i + 1]; at++) {
                dense[i][((Tensor.Ints) weights.get("rules.next")).values()[at]] =
                        ((Tensor.Floats) weights.get("rules.weight")).values()[at];
            }
        }
        return dense;
    }

    private static ModelBundle train(TrainingData data, Map<String, String> settings) {
        Map<String, String> ofTheTest = new HashMap<>(Map.of("similarity", "0.4"));
        ofTheTest.putAll(settings);
        return Trainers.named("slist", ofTheTest).train(data, TrainingListener.SILENT);
    }
}
