package freshet.trainer.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import freshet.model.data.EventLog;
import freshet.model.data.LoggedEvent;
import freshet.model.data.Sessions;
import freshet.model.data.format.LogFormats;
import freshet.model.evaluation.Evaluation;
import freshet.model.evaluation.Evaluator;
import freshet.model.load.ModelLoader;
import freshet.model.load.ServedModel;
import freshet.model.session.SessionRules;
import freshet.trainer.Preprocessing;
import freshet.trainer.Trainers;
import freshet.trainer.TrainingData;
import freshet.trainer.TrainingListener;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * On a real log, through serving code and evaluator: skipped where the system property
 * {@code freshet.data} leads nowhere.
 */
class Rsc15ITCase {
    private static final Path FOLDER = Path.of(System.getProperty("freshet.data", "../../shared/data"), "rsc15_1_64");

    /** Sessions are what their key says, as in the published splits. */
    private static final SessionRules BY_KEY = new SessionRules(SessionRules.NO_GAP, 50);

    /**
     * Three epochs of the default's ten, which reach most of the way; docs and benchmarks measure
     * the whole.
     */
    @Test
    void fewEpochsBeatTheMarkovChainByFar() {
        assumeThat(FOLDER).as("recorded logs, named by freshet.data").isDirectory();

        double markov = recall("markov", Map.of());
        double gru4rec = recall("gru4rec", Map.of("epochs", "3"));

        assertThat(markov).isBetween(0.46, 0.48);
        assertThat(gru4rec).isGreaterThan(markov + 0.08);
    }

    private static double recall(String model, Map<String, String> settings) {
        TrainingData data = TrainingData.of(Sessions.of(events("train_full.tsv.gz"), BY_KEY), Preprocessing.KEEP_ALL);
        try (ServedModel served =
                ModelLoader.load(Trainers.named(model, settings).train(data, TrainingListener.SILENT), 1)) {
            Evaluation evaluation = new Evaluator(served, BY_KEY, 20).evaluate(events("test.tsv.gz"));
            assertThat(evaluation.metrics().predictions()).isEqualTo(5596);
            return evaluation.metrics().recall();
        }
    }

    private static List<LoggedEvent> events(String file) {
        return EventLog.readAll(FOLDER.resolve(file), LogFormats.named("rsc15"));
    }
}
