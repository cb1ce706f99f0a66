package freshet.trainer.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import freshet.model.Vocabulary;
import freshet.model.bundle.BundleFile;
import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.Tensor;
import freshet.trainer.Logs;
import freshet.trainer.Trainers;
import freshet.trainer.TrainingData;
import freshet.trainer.TrainingException;
import freshet.trainer.TrainingListener;
import freshet.trainer.TrainingPlan;
import freshet.trainer.bundle.SnapshotFile;
import freshet.trainer.neural.NewItems;
import freshet.trainer.neural.TrainingState;
import freshet.trainer.neural.WarmStart;
import freshet.trainer.neural.weights.Glorot;
import freshet.trainer.neural.weights.Parameter;
import freshet.trainer.neural.weights.Parameters;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WarmStartTest {
    private static final String SMALL = "batch_size=8 n_sample=16 dropout_embedding=0 dropout_hidden=0 ";

    private static final Vocabulary OTHER_ITEMS = new Vocabulary(
            List.of("new", "item3", "item0", "item1", "item2", "item4", "item5", "item6", "item7", "item8", "item9"));

    /**
     * Items 0 to 9 are in both cycles, 10 and 11 in the old one alone, "new" in the new one alone.
     */
    @ParameterizedTest
    @ValueSource(strings = {"embedding=shared", "embedding=separate embedding_width=5", "embedding=one-hot"})
    void knownItemsKeepTheirVectorsAndNewOnesStartAfresh(String embedding) {
        String settings = SMALL + "epochs=2 layers=6,8 " + embedding;
        ModelBundle older = train(TrainingPlan.of(Logs.cycle(12, 60)), settings);
        RecurrentModel model = TestSettings.of(settings);
        RecurrentWeights weights = weights(model, apply(older, model, OTHER_ITEMS, 1));
        RecurrentWeights all = weights(model, apply(older, model, older.vocabulary(), 1));
        RecurrentWeights fresh = weights(model, state(model, 11));

        for (int row = 1; row < 11; row++) {
            int old = older.vocabulary().row(OTHER_ITEMS.item(row)).orElseThrow();
            assertThat(row(weights.embedding, row, 8)).isEqualTo(row(all.embedding, old, 8));
            assertThat(row(weights.input, row, weights.inputColumns))
                    .isEqualTo(row(all.input, old, weights.inputColumns));
            assertThat(weights.bias[row]).isEqualTo(all.bias[old]);
        }
        assertThat(row(weights.embedding, 0, 8)).isEqualTo(row(fresh.embedding, 0, 8));
        assertThat(row(weights.input, 0, weights.inputColumns)).isEqualTo(row(fresh.input, 0, weights.inputColumns));
        assertSameTensors(all.parameters.tensors(""), older.weights());
    }

    /**
     * The older training's own accumulators are in its snapshot, whole: a row's mean is compared
     * with that of its values there.
     */
    @ParameterizedTest
    @ValueSource(strings = {"embedding=shared", "embedding=separate embedding_width=5", "embedding=one-hot"})
    void knownItemsKeepAShareOfTheirAccumulators_newOnesNone(String embedding, @TempDir Path folder) {
        String settings = SMALL + "epochs=2 layers=6,8 " + embedding;
        SnapshotFile file = new SnapshotFile(folder.resolve("snapshot"));
        ModelBundle older = train(TrainingPlan.of(Logs.cycle(12, 60)).keptIn(file), settings);
        RecurrentModel model = TestSettings.of(settings);
        Parameters squares = apply(older, model, OTHER_ITEMS, 0.25f).squares();
        Map<String, Tensor> whole = BundleFile.readSealed(file.path()).weights();

        assertThat(squares.all().stream().filter(Parameter::perItem))
                .hasSize(embedding.endsWith("shared") ? 2 : 3)
                .allSatisfy(table -> {
                    int columns = table.columns();
                    float[] all = floats(whole, "state.squares." + table.name());
                    for (int row = 1; row < 11; row++) {
                        int old = older.vocabulary().row(OTHER_ITEMS.item(row)).orElseThrow();
                        double sum = 0;
                        for (float square : row(all, old, columns)) {
                            sum += square;
                        }
                        float share = (float) (sum / columns / 4);
                        assertThat(share).isPositive();
                        for (float value : row(table.values(), row, columns)) {
                            assertThat(value).isCloseTo(share, withinPercentage(0.001));
                        }
                    }
                    assertThat(row(table.values(), 0, columns)).containsOnly(0f);
                });
        assertThat(squares.all().stream().filter(parameter -> !parameter.perItem()))
                .isNotEmpty()
                .allSatisfy(parameter -> {
                    float[] all = floats(whole, "state.squares." + parameter.name());
                    float[] quarter = new float[all.length];
                    for (int i = 0; i < all.length; i++) {
                        quarter[i] = all[i] / 4; // exact
                    }
                    assertThat(parameter.values()).isEqualTo(quarter);
                });
    }

    /** As bundles were before they had accumulators. */
    @Test
    void modelWithoutAccumulatorsGivesItsWeights() {
        String settings = SMALL + "epochs=1 layers=6";
        ModelBundle older = without("adagrad.", train(TrainingPlan.of(Logs.cycle(12, 60)), settings));
        TrainingState state = apply(older, TestSettings.of(settings), older.vocabulary(), 1);

        assertSameTensors(state.weights().tensors(""), older.weights());
        assertThat(state.squares().tensors("").values())
                .allSatisfy(
                        tensor -> assertThat(((Tensor.Floats) tensor).values()).containsOnly(0f));
    }

    @Test
    void accumulatorsThatDoNotFitAreRefused() {
        String settings = SMALL + "epochs=1 layers=6";
        ModelBundle older = train(TrainingPlan.of(Logs.cycle(12, 60)), settings);
        TrainingPlan plan = TrainingPlan.of(Logs.cycle(12, 60));

        assertThatThrownBy(() -> train(plan.startingFrom(without("adagrad.item.bias", older)), settings))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("\"adagrad.item.bias\" is missing or does not have 12 floats");
    }

    private static ModelBundle without(String prefix, ModelBundle bundle) {
        Map<String, Tensor> tensors = new TreeMap<>(bundle.weights());
        tensors.keySet().removeIf(name -> name.startsWith(prefix));
        assertThat(tensors).hasSizeLessThan(bundle.weights().size());
        return bundle.withWeights(tensors);
    }

    private static TrainingState apply(ModelBundle older, RecurrentModel model, Vocabulary items, float memory) {
        TrainingState state = state(model, items.size());
        int known =
                new WarmStart(older, model.kind(), model.configuration()).apply(state, items, memory, NewItems.AFRESH);
        assertThat(known).isEqualTo(items == OTHER_ITEMS ? 10 : 12);
        return state;
    }

    private static TrainingState state(RecurrentModel model, int items) {
        Parameters weights = model.parameters(items);
        model.randomise(weights, new Glorot(new SplittableRandom(1)));
        return new TrainingState(weights, weights.zeros(), Optional.empty(), Optional.empty());
    }

    private static RecurrentWeights weights(RecurrentModel model, TrainingState state) {
        return new RecurrentWeights(state.weights(), model.architecture());
    }

    private static void assertSameTensors(Map<String, Tensor> tensors, Map<String, Tensor> bundle) {
        Set<String> weights = new TreeSet<>(bundle.keySet());
        weights.removeIf(name -> name.startsWith("adagrad."));
        assertThat(tensors.keySet()).isEqualTo(weights);
        tensors.forEach(
                (name, tensor) -> assertThat(tensor).usingRecursiveComparison().isEqualTo(bundle.get(name)));
    }

    private static float[] floats(Map<String, Tensor> tensors, String name) {
        return ((Tensor.Floats) tensors.get(name)).values();
    }

    private static float[] row(float[] table, int row, int width) {
        return Arrays.copyOfRange(table, row * width, (row + 1) * width);
    }

    /** As on the command line: the file's JSON has its keys in another order. */
    @Test
    void modelFromAFileIsAsGoodAsOneInMemory(@TempDir Path folder) {
        String settings = SMALL + "epochs=1 layers=6,8 embedding=separate";
        ModelBundle older = train(TrainingPlan.of(Logs.cycle(12, 60)), settings);
        Path file = folder.resolve("older.safetensors");
        BundleFile.write(file, older);
        TrainingPlan plan = TrainingPlan.of(cycleWithNewItem());

        assertThat(train(plan.startingFrom(BundleFile.read(file)), settings).selfTest())
                .isEqualTo(train(plan.startingFrom(older), settings).selfTest());
    }

    @Test
    void firstEpochKnowsMoreThanOneThatStartsAfresh() {
        List<Double> cold = new ArrayList<>();
        List<Double> warm = new ArrayList<>();
        String settings = SMALL + "epochs=1 layers=16";
        ModelBundle older = train(TrainingPlan.of(Logs.cycle(12, 400)), SMALL + "epochs=4 layers=16");
        TrainingPlan plan = TrainingPlan.of(cycleWithNewItem());
        train(plan, settings, cold);
        ModelBundle newer = train(plan.startingFrom(older), settings, warm);

        assertThat(cold).hasSize(1);
        assertThat(warm).hasSize(1);
        assertThat(warm.get(0)).isLessThan(cold.get(0) / 2);
        assertThat(newer.provenance().at("/warm_start/known_items").asInt()).isEqualTo(12);
        assertThat(newer.provenance().at("/warm_start/new_items").asInt()).isEqualTo(1);
        assertThat(newer.provenance().at("/warm_start/data_sha256").asText())
                .isEqualTo(Logs.cycle(12, 400).hash());
    }

    @Test
    void modelOfAnotherShapeIsRefused() {
        ModelBundle older = train(TrainingPlan.of(Logs.cycle(12, 60)), SMALL + "epochs=1 layers=6");
        TrainingPlan plan = TrainingPlan.of(Logs.cycle(12, 60)).startingFrom(older);

        assertThatThrownBy(() -> train(plan, SMALL + "epochs=1 layers=6,6"))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("\"layers\":[6],")
                .hasMessageContaining("\"layers\":[6,6],");
        ModelBundle markov = Trainers.named("markov", Map.of()).train(plan.data(), TrainingListener.SILENT);
        assertThatThrownBy(() -> train(plan.startingFrom(markov), SMALL + "epochs=1 layers=6"))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("is markov");
        assertThatThrownBy(() -> Trainers.named("markov", Map.of()).train(plan, TrainingListener.SILENT))
                .isInstanceOf(TrainingException.class);
    }

    /**
     * Sessions of the cycle of twelve items; every twentieth comes to it from an item that the
     * older model does not know.
     */
    private static TrainingData cycleWithNewItem() {
        return Logs.data(IntStream.range(0, 400)
                .mapToObj(session -> (session % 20 == 0 ? "new " : "") + "item" + session * 7 % 12 + " item"
                        + (session * 7 + 1) % 12 + " item" + (session * 7 + 2) % 12)
                .toArray(String[]::new));
    }

    private static ModelBundle train(TrainingPlan plan, String settings) {
        return train(plan, settings, new ArrayList<>());
    }

    private static ModelBundle train(TrainingPlan plan, String settings, List<Double> losses) {
        return Trainers.named("gru4rec", new HashMap<>(TestSettings.map(settings)))
                .train(plan, new TrainingListener() {
                    @Override
                    public void epochFinished(int epoch, double loss, double seconds) {
                        losses.add(loss);
                    }
                });
    }
}
