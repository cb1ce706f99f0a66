package freshet.trainer.gru4rec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.model.Vocabulary;
import freshet.model.bundle.ModelBundle;
import freshet.trainer.Logs;
import freshet.trainer.Trainers;
import freshet.trainer.TrainingData;
import freshet.trainer.TrainingException;
import freshet.trainer.TrainingListener;
import freshet.trainer.TrainingPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WarmStartTest {
    private static final String SMALL = "batch_size=8 n_sample=16 dropout_embedding=0 dropout_hidden=0 ";

    /** Items 0 to 9 are in both cycles, 10 and 11 in the old one alone, "new" in the new one alone. */
    @ParameterizedTest
    @ValueSource(strings = {"embedding=shared", "embedding=separate embedding_width=5", "embedding=one-hot"})
    void knownItemsKeepTheirVectorsAndNewOnesStartAfresh(String embedding) {
        String settings = SMALL + "epochs=2 layers=6,8 " + embedding;
        ModelBundle older = train(TrainingPlan.of(Logs.cycle(12, 60)), settings);
        Architecture architecture = TestSettings.of(settings).architecture();
        Vocabulary vocabulary = new Vocabulary(List.of(
                "new", "item3", "item0", "item1", "item2", "item4", "item5", "item6", "item7", "item8", "item9"));
        Gru4RecWeights weights = weights(architecture);
        Gru4RecWeights fresh = weights(architecture);

        assertThat(new WarmStart(older, architecture).apply(weights, vocabulary))
                .isEqualTo(10);

        Gru4RecWeights all = new Gru4RecWeights(12, architecture, new Glorot(new SplittableRandom(5)));
        new WarmStart(older, architecture).apply(all, older.vocabulary());
        for (int row = 1; row < 11; row++) {
            int old = older.vocabulary().row(vocabulary.item(row)).orElseThrow();
            assertThat(row(weights.embedding, row, 8)).isEqualTo(row(all.embedding, old, 8));
            assertThat(row(weights.input, row, weights.inputColumns))
                    .isEqualTo(row(all.input, old, weights.inputColumns));
            assertThat(weights.bias[row]).isEqualTo(all.bias[old]);
        }
        assertThat(row(weights.embedding, 0, 8)).isEqualTo(row(fresh.embedding, 0, 8));
        assertThat(row(weights.input, 0, weights.inputColumns)).isEqualTo(row(fresh.input, 0, weights.inputColumns));
        assertThat(all.tensors().keySet()).isEqualTo(older.weights().keySet());
        all.tensors().forEach((name, tensor) -> assertThat(tensor)
                .usingRecursiveComparison()
                .isEqualTo(older.weights().get(name)));
    }

    private static Gru4RecWeights weights(Architecture architecture) {
        return new Gru4RecWeights(11, architecture, new Glorot(new SplittableRandom(1)));
    }

    private static float[] row(float[] table, int row, int width) {
        return Arrays.copyOfRange(table, row * width, (row + 1) * width);
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

    /** Sessions of the cycle of twelve items; every twentieth comes to it from an item that the older model does not know. */
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
