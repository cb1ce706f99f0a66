package freshet.trainer.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.model.bundle.BundleFile;
import freshet.model.bundle.ModelBundle;
import freshet.trainer.Logs;
import freshet.trainer.Trainers;
import freshet.trainer.TrainingData;
import freshet.trainer.TrainingException;
import freshet.trainer.TrainingHistory;
import freshet.trainer.TrainingListener;
import freshet.trainer.TrainingPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumedTrainingTest {
    private static final String SMALL = "layers=8 batch_size=8 n_sample=16 epochs=4 ";
    private static final TrainingData CYCLE = Logs.cycle(12, 60);

    @TempDir
    private Path folder;

    private SnapshotFile file;

    @BeforeEach
    void name() {
        file = SnapshotFile.beside(folder.resolve("model.safetensors"));
    }

    /**
     * Dropout and negatives are drawn, momentum has velocities, a table of inputs and several
     * layers are kept.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {"", "momentum=0.3 layers=6,5 embedding=separate", "embedding=one-hot loss=bpr-max bptt_length=3"
            })
    void resumedTrainingGivesTheBytesOfAnUninterruptedOne(String more) throws IOException {
        TrainingPlan plan = TrainingPlan.of(CYCLE);
        String settings = SMALL + more;
        byte[] whole = bytes(train(plan, settings));

        for (int epoch = 2; epoch <= 4; epoch++) {
            interrupt(plan, settings, epoch);
            assertThat(bytes(train(plan.resumedFrom(file), settings))).isEqualTo(whole);
        }
    }

    /**
     * Uninterrupted it ends early; a resumed one must remember the best model and how many epochs
     * were no better.
     */
    @ParameterizedTest
    @ValueSource(strings = {"recall", "mrr"})
    void resumedTrainingStopsEarlyWhereAnUninterruptedOneDoes(String objective) throws IOException {
        TrainingPlan plan = TrainingPlan.of(Logs.cycle(301, 300))
                .validatedOn(Logs.sessions(
                        "item3 item4 item5",
                        "item300 item0",
                        "item31 item32 item33 item34",
                        "item150 item151",
                        "item222 item223"));
        String settings = SMALL + "epochs=60 patience=2 learning_rate=0.05 objective=" + objective;
        TrainingHistory history = new TrainingHistory();
        byte[] whole = bytes(train(plan, settings, history));
        int epochs = history.epochs().size();
        assertThat(epochs).as("more than one epoch was better").isBetween(4, 59);

        for (int epoch : new int[] {2, epochs - 1, epochs}) {
            TrainingHistory resumed = new TrainingHistory();
            interrupt(plan, settings, epoch);
            assertThat(bytes(train(plan.resumedFrom(file), settings, resumed))).isEqualTo(whole);
            assertThat(resumed.epochs()).hasSize(epochs);
            assertThat(resumed.epochs().stream().map(figures -> figures.validated()))
                    .isEqualTo(history.epochs().stream()
                            .map(figures -> figures.validated())
                            .toList());
        }
    }

    /** The model is there again after its last epoch, as when its bundle could not be written. */
    @Test
    void trainingThatWasDoneIsNotTrainedAgain() throws IOException {
        byte[] whole = bytes(train(TrainingPlan.of(CYCLE).keptIn(file), SMALL));
        TrainingHistory history = new TrainingHistory();

        byte[] again = bytes(train(TrainingPlan.of(CYCLE).resumedFrom(file), SMALL, history.and(failingAt(1))));

        assertThat(again).isEqualTo(whole);
        assertThat(history.epochs()).hasSize(4);
    }

    @Test
    void moreEpochsMayBeAskedFor() throws IOException {
        interrupt(TrainingPlan.of(CYCLE), SMALL + "epochs=3", 3);

        assertThat(bytes(train(TrainingPlan.of(CYCLE).resumedFrom(file), SMALL + "epochs=6 patience=5")))
                .isEqualTo(bytes(train(TrainingPlan.of(CYCLE), SMALL + "epochs=6 patience=5")));
        assertThatThrownBy(() -> train(TrainingPlan.of(CYCLE).resumedFrom(file), SMALL + "epochs=1"))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("has done 6 epochs already, but epochs is 1");
    }

    @Test
    void warmStartIsResumedWithTheSameOlderModel() throws IOException {
        ModelBundle older = train(TrainingPlan.of(Logs.cycle(10, 60)), SMALL);
        TrainingPlan plan = TrainingPlan.of(CYCLE).startingFrom(older);
        byte[] whole = bytes(train(plan, SMALL));
        interrupt(plan, SMALL, 3);

        assertThat(bytes(train(plan.resumedFrom(file), SMALL))).isEqualTo(whole);
        assertRefused(TrainingPlan.of(CYCLE), SMALL, "another model to start from: it is none and was {");
    }

    @Test
    void snapshotOfAnotherTrainingIsRefused() {
        TrainingPlan plan = TrainingPlan.of(CYCLE);
        assertRefused(plan, SMALL, "there is no interrupted training to go on from", file.path() + ";");
        interrupt(plan, SMALL, 2);

        assertRefused(
                plan,
                SMALL + "learning_rate=0.05 n_sample=8",
                "snapshot " + file.path(),
                "other settings: learning_rate is 0.05 and was 0.1, n_sample is 8 and was 16;");
        assertRefused(
                TrainingPlan.of(Logs.cycle(12, 61)),
                SMALL,
                "another training data (by its hash): it is ",
                " and was " + CYCLE.hash());
        assertRefused(plan.validatedOn(Logs.sessions("item1 item2")), SMALL, "another validation data");
    }

    @Test
    void damagedSnapshotIsRefused() throws IOException {
        interrupt(TrainingPlan.of(CYCLE), SMALL, 2);
        byte[] damaged = Files.readAllBytes(file.path());
        damaged[damaged.length / 2]++; // in a weight, where any value would do
        Files.write(file.path(), damaged);
        assertRefused(TrainingPlan.of(CYCLE), SMALL, "is of no use: bundle " + file.path(), "to begin anew, delete it");

        BundleFile.writeSealed(file.path(), train(TrainingPlan.of(CYCLE), SMALL));
        assertRefused(TrainingPlan.of(CYCLE), SMALL, "its kind is gru4rec, not training-snapshot");
    }

    @Test
    void snapshotThatCannotBeWrittenEndsTheTraining() {
        SnapshotFile nowhere = new SnapshotFile(folder.resolve("missing").resolve("model.training"));

        assertThatThrownBy(() -> train(TrainingPlan.of(CYCLE).keptIn(nowhere), SMALL))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("epoch 1 is done, but its snapshot cannot be kept")
                .hasMessageContaining("its folder does not exist");
    }

    @Test
    void modelOfOnePassIsNotResumed() {
        TrainingPlan plan = TrainingPlan.of(CYCLE).resumedFrom(file);

        assertThatThrownBy(() -> Trainers.named("markov", Map.of()).train(plan, TrainingListener.SILENT))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("keeps no snapshot");
    }

    private void assertRefused(TrainingPlan plan, String settings, String... messages) {
        assertThatThrownBy(() -> train(plan.resumedFrom(file), settings))
                .isInstanceOf(TrainingException.class)
                .hasMessageContainingAll(messages);
    }

    /** Begins a training that fails when an epoch begins. */
    private void interrupt(TrainingPlan plan, String settings, int epoch) {
        assertThatThrownBy(() -> train(plan.keptIn(file), settings, failingAt(epoch)))
                .isInstanceOf(CancellationException.class);
    }

    private static TrainingListener failingAt(int last) {
        return new TrainingListener() {
            @Override
            public void epochStarted(int epoch, int epochs, long events) {
                if (epoch == last) {
                    throw new CancellationException("as if it were interrupted");
                }
            }
        };
    }

    private byte[] bytes(ModelBundle bundle) throws IOException {
        Path model = folder.resolve("model.safetensors");
        BundleFile.write(model, bundle);
        return Files.readAllBytes(model);
    }

    private static ModelBundle train(TrainingPlan plan, String settings) {
        return train(plan, settings, TrainingListener.SILENT);
    }

    /**
     * @param settings {@code key=value} with blanks between them, of which the last of a key counts
     */
    private static ModelBundle train(TrainingPlan plan, String settings, TrainingListener listener) {
        Map<String, String> all = Stream.of(settings.strip().split(" "))
                .map(pair -> pair.split("="))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (first, last) -> last, HashMap::new));
        return Trainers.named("gru4rec", all).train(plan, listener);
    }
}
