package freshet.trainer.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import freshet.model.bundle.BundleFile;
import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.SelfTestCase;
import freshet.model.load.ModelLoader;
import freshet.trainer.Logs;
import freshet.trainer.Trainers;
import freshet.trainer.TrainingData;
import freshet.trainer.TrainingListener;
import freshet.trainer.TrainingPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Gru4RecTrainerTest {
    private static final TrainingData CYCLE = Logs.cycle(12, 400);
    private static final Map<String, String> SMALL =
            TestSettings.map("layers=16 batch_size=8 n_sample=32 dropout_embedding=0.1 dropout_hidden=0");

    @Test
    void learnsACycle() {
        Losses losses = new Losses();

        ModelBundle bundle = train(CYCLE, losses, Map.of("epochs", "10"));

        assertThat(losses.finished).hasSize(10);
        assertThat(losses.finished.get(9)).isLessThan(losses.finished.get(0) / 3);
        assertThat(bundle.metrics()).containsEntry("training_loss", losses.finished.get(9));
        assertThat(bundle.selfTest()).hasSize(8).allSatisfy(Gru4RecTrainerTest::assertNextInCycle);
    }

    private static void assertNextInCycle(SelfTestCase test) {
        String last = test.items().get(test.items().size() - 1);
        String next = "item" + (Integer.parseInt(last.substring(4)) + 1) % 12;
        assertThat(test.expected()).hasSize(12);
        assertThat(test.expected().get(0)).isEqualTo(next);
        assertThat(test.probabilities().get(0)).isGreaterThan(0.8f);
        assertThat(test.probabilities().stream().mapToDouble(Float::doubleValue).sum())
                .isCloseTo(1, within(1e-5));
    }

    @Test
    void servingComputesWhatTheTrainerComputed() {
        ModelBundle bundle = train(CYCLE, TrainingListener.SILENT, Map.of("epochs", "2"));

        // Loading runs the bundle's self-test through the serving encoder and throws if a
        // probability differs.
        ModelLoader.load(bundle, 1).close();
    }

    @Test
    void sameSeedGivesTheSameBytes(@TempDir Path folder) throws IOException {
        byte[] first = bytes(folder, Map.of("epochs", "2", "seed", "7"));

        assertThat(bytes(folder, Map.of("epochs", "2", "seed", "7"))).isEqualTo(first);
        assertThat(bytes(folder, Map.of("epochs", "2", "seed", "8"))).isNotEqualTo(first);
    }

    private static byte[] bytes(Path folder, Map<String, String> settings) throws IOException {
        Path file = folder.resolve("model.safetensors");
        BundleFile.write(file, train(CYCLE, TrainingListener.SILENT, settings));
        return Files.readAllBytes(file);
    }

    @Test
    void bundleTellsHowItCameToBe() {
        ModelBundle bundle = train(CYCLE, TrainingListener.SILENT, Map.of("epochs", "1", "learning_rate", "5e-2"));

        assertThat(bundle.kind()).isEqualTo("gru4rec");
        assertThat(bundle.configuration())
                .hasToString(
                        "{\"embedding\":\"shared\",\"embedding_width\":16,\"layers\":[16],\"gru\":\"reset-before\"}");
        assertThat(bundle.provenance().at("/settings/learning_rate").asText()).isEqualTo("0.05");
        assertThat(bundle.provenance().at("/settings/seed").asText()).isEqualTo("42");
        assertThat(bundle.provenance().at("/data/sha256").asText()).isEqualTo(CYCLE.hash());
        assertThat(bundle.provenance().at("/data/sessions").asInt()).isEqualTo(400);
        assertThat(bundle.provenance().at("/code_version").asText())
                .matches("\\d+(\\.\\d+)+(-SNAPSHOT)?\\+([0-9a-f]{40}(-dirty)?|unknown)");
    }

    @Test
    void averagingChangesWhatIsKeptAndNothingOfTheTraining() {
        Losses ofAverage = new Losses();
        Losses ofLast = new Losses();

        ModelBundle average = train(CYCLE, ofAverage, Map.of("epochs", "2", "average_span", "0.5"));
        ModelBundle last = train(CYCLE, ofLast, Map.of("epochs", "2", "average_span", "0"));

        assertThat(ofAverage.finished).isEqualTo(ofLast.finished);
        assertThat(average.weights().get("item.embedding"))
                .usingRecursiveComparison()
                .isNotEqualTo(last.weights().get("item.embedding"));
        assertThat(average.weights().get("adagrad.item.embedding"))
                .usingRecursiveComparison()
                .isEqualTo(last.weights().get("adagrad.item.embedding"));
    }

    @Test
    void listenerHearsEveryEventOfEveryEpoch() {
        Losses losses = new Losses();
        train(CYCLE, losses, Map.of("epochs", "2"));

        assertThat(losses.started).containsExactly("1 of 2, 1600 events", "2 of 2, 1600 events");
        assertThat(losses.lastDone).isEqualTo(1600);
    }

    @Test
    void oneSessionOfTwoEventsIsEnoughToTrain() {
        ModelBundle bundle = train(Logs.data("a b"), TrainingListener.SILENT, Map.of("epochs", "1"));

        assertThat(bundle.selfTest()).singleElement().satisfies(test -> {
            assertThat(test.items()).containsExactly("a");
            assertThat(test.expected()).containsExactlyInAnyOrder("a", "b");
            assertThat(test.probabilities().get(0) + test.probabilities().get(1))
                    .isCloseTo(1f, within(1e-6f));
        });
    }

    @Test
    void otherTargetsOfTheBatchAreNegativesEnough() {
        ModelBundle bundle = train(CYCLE, TrainingListener.SILENT, Map.of("epochs", "10", "n_sample", "0"));

        assertThat(bundle.selfTest()).allSatisfy(Gru4RecTrainerTest::assertNextInCycle);
    }

    /**
     * Many more items than are recommended: the cycle is learned over some epochs; from then on
     * none is better.
     */
    @Test
    void trainingEndsWhenValidationGetsNoBetterAndTheBestEpochIsKept() {
        TrainingData wide = Logs.cycle(301, 300);
        List<Double> recalls = new ArrayList<>();
        TrainingPlan plan = TrainingPlan.of(wide)
                .validatedOn(Logs.sessions(
                        "item3 item4 item5",
                        "item300 item0",
                        "item31 item32 item33 item34",
                        "item150 item151",
                        "item222 item223"));

        ModelBundle bundle = Trainers.named(
                        "gru4rec", settings(Map.of("epochs", "100", "patience", "2", "learning_rate", "0.05")))
                .train(plan, new TrainingListener() {
                    @Override
                    public void validated(int epoch, double recall, double mrr) {
                        recalls.add(recall);
                    }
                });

        double best = recalls.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        int bestEpoch = recalls.indexOf(best) + 1;
        assertThat(bestEpoch).as("best of %s", recalls).isGreaterThan(1);
        assertThat(recalls).hasSize(bestEpoch + 2);
        assertThat(bundle.metrics())
                .containsEntry("validation_recall@20", best)
                .containsEntry("epoch", (double) bestEpoch)
                .containsKeys("validation_mrr@20", "training_loss");
        ModelBundle stoppedThere =
                train(wide, TrainingListener.SILENT, Map.of("epochs", "" + bestEpoch, "learning_rate", "0.05"));
        assertThat(bundle.selfTest()).isEqualTo(stoppedThere.selfTest());
    }

    private static Map<String, String> settings(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(SMALL);
        settings.putAll(more);
        return settings;
    }

    private static ModelBundle train(TrainingData data, TrainingListener listener, Map<String, String> more) {
        return Trainers.named("gru4rec", settings(more)).train(data, listener);
    }

    private static final class Losses implements TrainingListener {
        private final List<String> started = new ArrayList<>();
        private final List<Double> finished = new ArrayList<>();
        private long lastDone;

        @Override
        public void epochStarted(int epoch, int epochs, long events) {
            started.add(epoch + " of " + epochs + ", " + events + " events");
        }

        @Override
        public void progress(long eventsDone, long events, double loss) {
            lastDone = eventsDone;
        }

        @Override
        public void epochFinished(int epoch, double loss, double seconds) {
            finished.add(loss);
        }
    }
}
