package freshet.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.model.bundle.ModelBundle;
import freshet.model.data.LoggedEvent;
import freshet.model.data.Sessions;
import freshet.model.session.ItemEvent;
import freshet.model.session.SessionRules;
import freshet.trainer.Preprocessing;
import freshet.trainer.TrainingData;
import freshet.trainer.TrainingPlan;
import freshet.trainer.bundle.SnapshotFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An ended training leaves its snapshot, as one does that is killed after that epoch. */
class TimedTrainingTest {
    private static final TrainingPlan PLAN = TrainingPlan.of(data());

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private SnapshotFile snapshot;

    @BeforeEach
    void nameSnapshot() {
        snapshot = new SnapshotFile(folder.resolve("compare.jsonl.training"));
    }

    @Test
    void aKilledTrainingGoesOnToTheSameModel() {
        training("gru4rec", 2).run();
        TimedTraining rest = training("gru4rec", 3);

        ModelBundle model = rest.run();

        assertThat(out.toString()).contains("epoch 3 of 3").doesNotContain("epoch 1 of 3", "epoch 2 of 3");
        assertThat(rest.secondsBefore()).isPositive();
        snapshot.delete();
        assertThat(model.weights())
                .usingRecursiveComparison()
                .isEqualTo(training("gru4rec", 3).run().weights());
    }

    @Test
    void aSnapshotOfNoUseIsReplaced() throws IOException {
        Files.writeString(snapshot.path(), "what a damaged disk gives");
        TimedTraining training = training("gru4rec", 1);

        training.run();

        assertThat(out.toString())
                .startsWith("begun anew: the snapshot of the interrupted training is of no use: ")
                .contains("epoch 1 of 1");
        assertThat(training.secondsBefore()).isZero();
    }

    @Test
    void aModelThatCountsKeepsNone() {
        new TimedTraining(
                        new Contender("markov", new TreeMap<>(), OptionalLong.empty()),
                        PLAN,
                        snapshot,
                        new PrintWriter(out))
                .run();

        assertThat(snapshot.exists()).isFalse();
    }

    private TimedTraining training(String model, int epochs) {
        Map<String, String> settings =
                Map.of("layers", "4", "batch_size", "4", "n_sample", "8", "epochs", Integer.toString(epochs));
        Contender contender = new Contender(model, new TreeMap<>(settings), OptionalLong.of(7));
        return new TimedTraining(contender, PLAN, snapshot, new PrintWriter(out));
    }

    private static TrainingData data() {
        List<LoggedEvent> events = new ArrayList<>();
        for (int session = 0; session < 20; session++) {
            for (int i = 0; i < 4; i++) {
                events.add(new LoggedEvent("s" + session, ItemEvent.view("i" + (session + i) % 8, 1000 * i)));
            }
        }
        return TrainingData.of(Sessions.of(events, SessionRules.DEFAULT), Preprocessing.KEEP_ALL);
    }
}
