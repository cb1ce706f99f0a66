package freshet.trainer.item2vec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.Tensor;
import freshet.trainer.Logs;
import freshet.trainer.ModelTrainer;
import freshet.trainer.Trainers;
import freshet.trainer.TrainingData;
import freshet.trainer.TrainingException;
import freshet.trainer.TrainingHistory;
import freshet.trainer.TrainingListener;
import freshet.trainer.TrainingPlan;
import freshet.trainer.bundle.SnapshotFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Item2VecTrainerTest {
    private static final TrainingData CYCLE = Logs.cycle(12, 60);

    @Test
    void itemsOfOneSessionGetALargeProduct() {
        String[] sessions = new String[80];
        for (int s = 0; s < sessions.length; s++) {
            sessions[s] = s % 2 == 0 ? "a b c" : "x y z";
        }
        TrainingData data = Logs.data(sessions);
        TrainingHistory history = new TrainingHistory();

        ModelBundle bundle = trainer(20, Map.of()).train(TrainingPlan.of(data), history);

        assertThat(history.epochs().get(19).loss())
                .isLessThan(history.epochs().get(0).loss());
        for (String friend : List.of("b", "c")) {
            for (String stranger : List.of("x", "y", "z")) {
                assertThat(product(bundle, "a", friend)).isGreaterThan(product(bundle, "a", stranger) + 1);
            }
        }
    }

    /** Input vector of one item times output vector of another. */
    private static double product(ModelBundle bundle, String item, String other) {
        float[] input = vector(bundle, "item.input", item);
        float[] output = vector(bundle, "item.embedding", other);
        return IntStream.range(0, input.length)
                .mapToDouble(i -> input[i] * output[i])
                .sum();
    }

    @Test
    void interruptedTrainingGoesOnToTheSameBundle(@TempDir Path folder) {
        SnapshotFile file = new SnapshotFile(folder.resolve("snapshot"));
        TrainingPlan plan = TrainingPlan.of(CYCLE).keptIn(file);
        trainer(2, Map.of("subsample", "0.01")).train(plan, TrainingListener.SILENT);

        ModelBundle resumed =
                trainer(3, Map.of("subsample", "0.01")).train(plan.resumedFrom(file), TrainingListener.SILENT);

        ModelBundle whole =
                trainer(3, Map.of("subsample", "0.01")).train(TrainingPlan.of(CYCLE), TrainingListener.SILENT);
        assertThat(resumed.weights()).usingRecursiveComparison().isEqualTo(whole.weights());
        assertThat(resumed.selfTest()).isEqualTo(whole.selfTest());
    }

    @Test
    void theBestEpochIsKeptAndTheTrainingEndsEarly() {
        TrainingHistory history = new TrainingHistory();
        TrainingPlan plan = TrainingPlan.of(CYCLE).validatedOn(Logs.sessions("item1 item2 item3", "item4 item5"));

        ModelBundle bundle = trainer(60, Map.of("patience", "2")).train(plan, history);

        assertThat(history.epochs()).hasSizeLessThan(60);
        assertThat(bundle.metrics().get("epoch")).isEqualTo(history.epochs().size() - 2.0);
    }

    @Test
    void warmStartKeepsTheVectorsOfCommonItems() {
        Map<String, String> given = Map.of("decay", "0.1", "learning_rate", "0.000001");
        ModelBundle older = trainer(4, Map.of("decay", "0.1")).train(TrainingPlan.of(CYCLE), TrainingListener.SILENT);
        TrainingData more = Logs.data("item3 item4 new", "item5 item6");

        ModelBundle warm = trainer(1, given).train(TrainingPlan.of(more).startingFrom(older), TrainingListener.SILENT);

        assertThat(warm.provenance().at("/warm_start/known_items").asInt()).isEqualTo(4);
        assertThat(vector(warm, "item.input", "item3"))
                .usingComparatorWithPrecision(1e-4f)
                .containsExactly(vector(older, "item.input", "item3"));
        // The prior is that of the new data: "new" is as frequent as each other item.
        float[] bias = ((Tensor.Floats) warm.weights().get("item.bias")).values();
        assertThat(bias).containsOnly(bias[0]);
    }

    @Test
    void aModelOfAnotherShapeIsNoStart() {
        ModelBundle older = trainer(1, Map.of()).train(TrainingPlan.of(CYCLE), TrainingListener.SILENT);
        TrainingPlan plan = TrainingPlan.of(CYCLE).startingFrom(older);

        assertThatThrownBy(() -> trainer(1, Map.of("width", "9")).train(plan, TrainingListener.SILENT))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("but this training makes item2vec {\"width\":9,");
    }

    private static float[] vector(ModelBundle bundle, String table, String item) {
        int row = bundle.vocabulary().row(item).orElseThrow();
        float[] vector = new float[8];
        System.arraycopy(((Tensor.Floats) bundle.weights().get(table)).values(), row * 8, vector, 0, 8);
        return vector;
    }

    private static ModelTrainer trainer(int epochs, Map<String, String> given) {
        Map<String, String> settings = new TreeMap<>(Map.of("width", "8", "epochs", Integer.toString(epochs)));
        settings.putAll(given);
        return Trainers.named(Item2Vec.KIND, settings);
    }
}
