package freshet.trainer.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import freshet.model.arithmetic.Arithmetic;
import freshet.model.arithmetic.KernelChoice;
import freshet.model.arithmetic.ScoringMode;
import freshet.model.arithmetic.ScoringPrecision;
import freshet.model.bundle.BundleFile;
import freshet.model.data.EventLog;
import freshet.model.data.LoggedEvent;
import freshet.model.data.Sessions;
import freshet.model.data.format.LogFormats;
import freshet.model.evaluation.Evaluator;
import freshet.model.evaluation.RankingMetrics;
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
import org.junit.jupiter.api.io.TempDir;

/**
 * Half the precision costs no quality, on a real log: skipped where the system property
 * {@code freshet.data} leads nowhere.
 */
class HalfPrecisionITCase {
    private static final Path FOLDER = Path.of(System.getProperty("freshet.data", "../../shared/data"), "rsc15_1_64");
    private static final SessionRules BY_KEY = new SessionRules(SessionRules.NO_GAP, 50);
    private static final double TENTH_OF_A_POINT = 0.001;

    @TempDir
    Path folder;

    @Test
    void recallIsWithinATenthOfAPoint() {
        assumeThat(FOLDER).as("recorded logs, named by freshet.data").isDirectory();
        Path file = folder.resolve("gru4rec.safetensors");
        TrainingData data = TrainingData.of(Sessions.of(events("train_full.tsv.gz"), BY_KEY), Preprocessing.KEEP_ALL);
        BundleFile.write(file, Trainers.named("gru4rec", Map.of("epochs", "2")).train(data, TrainingListener.SILENT));

        RankingMetrics whole = measured(file, ScoringPrecision.FLOAT32);
        RankingMetrics half = measured(file, ScoringPrecision.BFLOAT16);

        assertThat(whole.recall()).isGreaterThan(0.5);
        assertThat(half.recall()).isCloseTo(whole.recall(), within(TENTH_OF_A_POINT));
        assertThat(half.mrr()).isCloseTo(whole.mrr(), within(TENTH_OF_A_POINT));
    }

    private static RankingMetrics measured(Path bundle, ScoringPrecision precision) {
        Arithmetic arithmetic = new Arithmetic(KernelChoice.VECTOR, ScoringMode.EXACT, precision);
        try (ServedModel served = ModelLoader.load(bundle, 1, arithmetic)) {
            return new Evaluator(served, BY_KEY, 20)
                    .evaluate(events("test.tsv.gz"))
                    .metrics();
        }
    }

    private static List<LoggedEvent> events(String file) {
        return EventLog.readAll(FOLDER.resolve(file), LogFormats.named("rsc15"));
    }
}
