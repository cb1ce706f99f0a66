package freshet.model.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.model.BatchRecommender;
import freshet.model.ItemBoosts;
import freshet.model.NextItemModel;
import freshet.model.RankedItems;
import freshet.model.SessionBatch;
import freshet.model.arithmetic.Arithmetic;
import freshet.model.arithmetic.KernelChoice;
import freshet.model.arithmetic.ScoringMode;
import freshet.model.bundle.BundleException;
import freshet.model.bundle.BundleFile;
import freshet.model.bundle.BundleOutline;
import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.SelfTestCase;
import freshet.model.bundle.Tensor;
import freshet.model.calibration.Calibration;
import freshet.model.calibration.ShareLine;
import freshet.model.load.ModelLoader;
import freshet.model.load.ServedModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every kind of model promises. Those in the registry are tried by their {@link KindExample}.
 */
class ModelKindContractTest {
    private static final int ITEMS = 40;
    private static final int WIDTH = 6;
    private static final int LONGEST = 7;
    private static final List<Arithmetic> WAYS = List.of(
            new Arithmetic(KernelChoice.VECTOR, ScoringMode.EXACT),
            new Arithmetic(KernelChoice.VECTOR, ScoringMode.PRUNED),
            new Arithmetic(KernelChoice.ND4J, ScoringMode.EXACT));

    @TempDir
    Path folder;

    static List<ModelKind> kinds() {
        return List.copyOf(ModelKinds.all());
    }

    static Stream<Arguments> bundles() {
        return KindExample.ofEveryKind(5, ITEMS, WIDTH).stream()
                .map(bundle -> arguments(Named.of(bundle.kind() + " " + bundle.configuration(), bundle)));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theExamplesAreOfTheKind(ModelKind kind) {
        assertThat(KindExample.of(kind).bundles(5, ITEMS, WIDTH)).isNotEmpty().allMatch(bundle -> bundle.kind()
                .equals(kind.name()));
        assertThat(ModelKinds.named(kind.name())).isSameAs(kind);
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void everyArithmeticAnswersTheSame(ModelBundle bundle) {
        float[] expected = probabilities(bundle, WAYS.get(0));
        for (Arithmetic way : WAYS) {
            assertThat(probabilities(bundle, way)).as("%s", way).containsExactly(expected, within(1e-4f));
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void aCalibrationChangesProbabilitiesAlone(ModelBundle bundle) {
        ModelBundle tested = TinyBundles.tested(bundle, new SelfTestCase(List.of("i0"), List.of(), List.of()));
        ModelBundle calibrated =
                tested.calibrated(new Calibration(2, 0.5, new ShareLine(-0.5, 0.5), new ShareLine(0.5, 0.2)));
        Path before = folder.resolve("before");
        Path after = folder.resolve("after");
        BundleFile.write(before, tested);
        BundleFile.write(after, calibrated);
        for (Arithmetic way : WAYS) {
            try (ServedModel plain = ModelLoader.load(before, 1, way);
                    ServedModel fitted = ModelLoader.load(after, 1, way)) {
                RankedItems given = ranked(plain.model(), ITEMS);
                RankedItems all = ranked(fitted.model(), ITEMS);
                RankedItems three = ranked(fitted.model(), 3);
                for (int session = 0; session < 3; session++) {
                    assertSameOrderOtherShares(given, all, session);
                    assertThat(text(all, session)).startsWith(text(three, session));
                }
                assertThat(scores(fitted.model())).isEqualTo(scores(plain.model()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void aBoostMultipliesAShareAmongAllShares(ModelBundle bundle) {
        ItemBoosts boosts = new ItemBoosts(
                new int[] {0, 3, 7, 11}, new float[] {(float) Math.log(0.25), 1.5f, (float) Math.log(8), -0.5f});
        ModelBundle tested = TinyBundles.tested(bundle, new SelfTestCase(List.of("i0"), List.of(), List.of()));
        Path file = folder.resolve("boosted");
        BundleFile.write(file, tested);
        for (Arithmetic way : WAYS) {
            try (ServedModel served = ModelLoader.load(file, 1, way);
                    BatchRecommender recommender = served.model().newRecommender(3, ITEMS)) {
                RankedItems plain = ranked(served.model(), ITEMS);
                RankedItems boosted = new RankedItems(3, ITEMS);
                SessionBatch sessions = batch(served.model(), 3, LONGEST - 2);
                sessions.excluded().boost(boosts);
                recommender.recommend(sessions, boosted);
                for (int session = 0; session < 3; session++) {
                    assertBoosted(plain, boosted, session, boosts);
                }
                SessionBatch again = batch(served.model(), 3, LONGEST - 2);
                recommender.recommend(again, boosted);
                for (int session = 0; session < 3; session++) {
                    assertThat(text(boosted, session))
                            .as("nothing is left of it")
                            .isEqualTo(text(plain, session));
                }
            }
        }
    }

    private static void assertBoosted(RankedItems plain, RankedItems boosted, int session, ItemBoosts boosts) {
        Map<Integer, Double> expected = new HashMap<>();
        double sum = 1;
        for (int rank = 0; rank < plain.count(session); rank++) {
            int row = plain.row(session, rank);
            double share = plain.probability(session, rank);
            expected.put(row, share * Math.exp(boosts.log(row)));
            sum += share * (Math.exp(boosts.log(row)) - 1);
        }
        assertThat(boosted.count(session)).isEqualTo(plain.count(session));
        float before = Float.POSITIVE_INFINITY;
        for (int rank = 0; rank < boosted.count(session); rank++) {
            float share = boosted.probability(session, rank);
            assertThat((double) share).isCloseTo(expected.get(boosted.row(session, rank)) / sum, within(2e-4));
            assertThat(share).isLessThanOrEqualTo(before);
            before = share;
        }
    }

    private static void assertSameOrderOtherShares(RankedItems given, RankedItems calibrated, int session) {
        assertThat(calibrated.count(session)).isEqualTo(given.count(session));
        double sum = 0;
        boolean other = given.count(session) == 0;
        for (int rank = 0; rank < given.count(session); rank++) {
            assertThat(calibrated.row(session, rank)).isEqualTo(given.row(session, rank));
            sum += calibrated.probability(session, rank);
            other |= calibrated.probability(session, rank) != given.probability(session, rank);
        }
        assertThat(sum).isLessThanOrEqualTo(1 + 1e-5);
        assertThat(other).isTrue();
    }

    private static RankedItems ranked(NextItemModel model, int k) {
        RankedItems ranked = new RankedItems(3, k);
        try (BatchRecommender recommender = model.newRecommender(3, k)) {
            recommender.recommend(batch(model, 3, LONGEST - 2), ranked);
        }
        return ranked;
    }

    private static List<List<Float>> scores(NextItemModel model) {
        List<List<Float>> scores = new ArrayList<>();
        try (BatchRecommender recommender = model.newRecommender(3, ITEMS)) {
            recommender.score(
                    batch(model, 3, LONGEST - 2),
                    (session, row) -> scores.add(IntStream.range(0, row.length)
                            .mapToObj(item -> row[item])
                            .toList()));
        }
        return scores;
    }

    /** A vector that the session kept gives what folding all of it at once gives. */
    @ParameterizedTest
    @MethodSource("bundles")
    void aSessionThatGrowsIsAnsweredAsAWholeOne(ModelBundle bundle) {
        for (Arithmetic way : WAYS) {
            try (NextItemModel model = TinyBundles.build(bundle, way);
                    BatchRecommender recommender = model.newRecommender(1, ITEMS)) {
                SessionBatch growing = new SessionBatch(1, LONGEST, model.stateWidth());
                RankedItems last = new RankedItems(1, ITEMS);
                growing.add();
                for (int position = 0; position < LONGEST; position++) {
                    growing.append(0, item(0, position), time(0, position));
                    recommender.recommend(growing, last);
                }
                SessionBatch whole = batch(model, 1, LONGEST);
                RankedItems once = new RankedItems(1, ITEMS);
                recommender.recommend(whole, once);
                assertThat(text(last, 0)).isEqualTo(text(once, 0));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void aMissingTensorIsNamed(ModelBundle bundle) {
        for (String name : bundle.weights().keySet()) {
            Map<String, Tensor> weights = new TreeMap<>(bundle.weights());
            weights.remove(name);
            assertThatThrownBy(() -> TinyBundles.build(bundle.withWeights(weights)))
                    .isInstanceOf(BundleException.class)
                    .hasMessageMatching("(part \\d+ \\(.+\\): )?tensor \"" + asRead(bundle, name) + "\" is missing.*");
        }
    }

    /** A setting that newer versions have added may be missing. */
    @ParameterizedTest
    @MethodSource("bundles")
    void aMissingSettingIsCalledMissing(ModelBundle bundle) {
        bundle.configuration().fieldNames().forEachRemaining(name -> {
            ObjectNode without = bundle.configuration().deepCopy();
            without.remove(name);
            try {
                TinyBundles.build(TinyBundles.of(bundle.kind(), without, ITEMS, bundle.weights()))
                        .close();
            } catch (BundleException refused) {
                assertThat(refused).hasMessageStartingWith("configuration \"" + name + "\" is missing; ");
            }
        });
    }

    /** The name by which the kind of a part of a mix reads its tensor. */
    private static String asRead(ModelBundle bundle, String name) {
        return bundle.kind().equals("mix") ? name.replaceFirst("^\\d+\\.(?!mix)", "") : name;
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void aTensorOfAnotherSizeIsRefused(ModelBundle bundle) {
        bundle.weights().forEach((name, tensor) -> {
            Map<String, Tensor> weights = new TreeMap<>(bundle.weights());
            weights.put(name, shorter(tensor));
            assertThatThrownBy(() -> TinyBundles.build(bundle.withWeights(weights)))
                    .isInstanceOf(BundleException.class)
                    .hasMessageContaining("tensor \"");
        });
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void aWeightThatLetsASumOverflowIsRefused(ModelBundle bundle) {
        bundle.weights().forEach((name, tensor) -> {
            if (tensor instanceof Tensor.Floats floats) {
                float[] values = floats.values().clone();
                values[values.length / 2] = 3e38f;
                Map<String, Tensor> weights = new TreeMap<>(bundle.weights());
                weights.put(name, Tensor.floats(values, floats.shape()));
                assertThatThrownBy(() -> TinyBundles.build(bundle.withWeights(weights)))
                        .isInstanceOf(BundleException.class)
                        .hasMessageContaining(" add up to ")
                        .hasMessageContaining("over the limit of 1e+15");
            }
        });
    }

    /**
     * Weights of all magnitudes: a model that is not refused answers with probabilities, in every
     * way.
     */
    @ParameterizedTest
    @MethodSource("bundles")
    void whatIsNotRefusedIsFinite(ModelBundle bundle) {
        Random random = new Random(9);
        for (int i = 0; i < 60; i++) {
            Map<String, Tensor> weights = new TreeMap<>();
            bundle.weights().forEach((name, tensor) -> weights.put(name, stretched(random, tensor)));
            ModelBundle large = bundle.withWeights(weights);
            for (Arithmetic way : WAYS) {
                NextItemModel model;
                try {
                    model = TinyBundles.build(large, way);
                } catch (BundleException refused) {
                    assertThat(refused).hasMessageContaining("over the limit");
                    break;
                }
                model.close();
                for (float probability : probabilities(large, way)) {
                    assertThat(probability).isBetween(0f, 1f);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void aFileIsLoadedWithinItsDeclaredNeed(ModelBundle bundle) {
        Path file = folder.resolve("model.safetensors");
        for (Arithmetic way : WAYS) {
            BundleFile.write(file, TinyBundles.tested(bundle, selfTest(bundle)));
            BundleOutline outline = BundleFile.outline(file);
            MemoryNeed need = ModelKinds.named(outline.kind()).memoryNeed(outline, way);
            assertThat(need.items()).isEqualTo(ITEMS);
            assertThat(need.keptBytes())
                    .isGreaterThanOrEqualTo(MemoryNeed.ofEveryModel(outline).keptBytes())
                    .isGreaterThan(outline.servedBytes());
            assertThat(need.peakBytes()).isGreaterThan(need.keptBytes());
            try (ServedModel model = ModelLoader.load(file, 3, way)) {
                assertThat(model.model().vocabulary().size()).isEqualTo(ITEMS);
                assertThat(need.width() == 0 || way.usesVectorApi() == (need.nativeBytes() == 0))
                        .isTrue();
            }
        }
    }

    private static SelfTestCase selfTest(ModelBundle bundle) {
        try (NextItemModel model = TinyBundles.build(bundle);
                BatchRecommender recommender = model.newRecommender(1, 3)) {
            SessionBatch batch = batch(model, 1, LONGEST);
            RankedItems ranked = new RankedItems(1, 3);
            recommender.recommend(batch, ranked);
            return new SelfTestCase(
                    IntStream.range(0, LONGEST)
                            .mapToObj(position -> "i" + item(0, position))
                            .toList(),
                    IntStream.range(0, ranked.count(0))
                            .mapToObj(rank -> "i" + ranked.row(0, rank))
                            .toList(),
                    IntStream.range(0, ranked.count(0))
                            .mapToObj(rank -> ranked.probability(0, rank))
                            .toList(),
                    OptionalLong.of(time(0, LONGEST - 1)));
        }
    }

    /**
     * Of all items, for sessions of one item and more: (sessions, ITEMS), 0 for an item that is not
     * ranked.
     */
    private static float[] probabilities(ModelBundle bundle, Arithmetic way) {
        float[] probabilities = new float[LONGEST * ITEMS];
        try (NextItemModel model = TinyBundles.build(bundle, way);
                BatchRecommender recommender = model.newRecommender(LONGEST, ITEMS)) {
            SessionBatch batch = batch(model, LONGEST, 1);
            RankedItems ranked = new RankedItems(LONGEST, ITEMS);
            recommender.recommend(batch, ranked);
            for (int session = 0; session < LONGEST; session++) {
                for (int rank = 0; rank < ranked.count(session); rank++) {
                    probabilities[session * ITEMS + ranked.row(session, rank)] = ranked.probability(session, rank);
                }
            }
        }
        return probabilities;
    }

    /** Sessions, each by an item longer than the one before. */
    private static SessionBatch batch(NextItemModel model, int sessions, int shortest) {
        SessionBatch batch = new SessionBatch(sessions, LONGEST, model.stateWidth());
        for (int session = 0; session < sessions; session++) {
            batch.add();
            for (int position = 0; position < shortest + session; position++) {
                batch.append(session, item(session, position), time(session, position));
            }
        }
        return batch;
    }

    private static int item(int session, int position) {
        return (session * 11 + position * 6) % ITEMS; // even ones, of which the Markov chain knows successors
    }

    /** Minutes apart within a session, hours and days apart from one session to the next. */
    private static long time(int session, int position) {
        return 1_700_000_000_000L + session * 31L * 3_600_000 + position * 60_000L;
    }

    private static String text(RankedItems ranked, int session) {
        StringBuilder text = new StringBuilder();
        for (int rank = 0; rank < ranked.count(session); rank++) {
            text.append(ranked.row(session, rank))
                    .append(':')
                    .append(ranked.probability(session, rank))
                    .append(' ');
        }
        return text.toString();
    }

    private static Tensor shorter(Tensor tensor) {
        int[] one = {1};
        if (tensor instanceof Tensor.Floats) {
            return new Tensor.Floats(one, new float[1]);
        } else if (tensor instanceof Tensor.Ints) {
            return new Tensor.Ints(one, new int[1]);
        }
        return new Tensor.Longs(one, new long[1]);
    }

    private static Tensor stretched(Random random, Tensor tensor) {
        if (!(tensor instanceof Tensor.Floats floats)) {
            return tensor;
        }
        float[] values = floats.values().clone();
        double most = random.nextInt(18); // decimal orders
        for (int i = 0; i < values.length; i++) {
            values[i] *= (float) Math.pow(10, random.nextBoolean() ? most : -40 * random.nextDouble());
        }
        return Tensor.floats(values, Arrays.copyOf(floats.shape(), floats.shape().length));
    }
}
