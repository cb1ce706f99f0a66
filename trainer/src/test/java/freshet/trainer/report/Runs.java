package freshet.trainer.report;

import freshet.model.bundle.ModelBundle;
import freshet.trainer.Trainers;
import freshet.trainer.TrainingHistory;
import freshet.trainer.TrainingPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** Small trainings and their pages. */
final class Runs {
    private static final Map<String, Map<String, String>> SETTINGS =
            Map.of("gru4rec", Map.of("epochs", "3", "layers", "6", "n_sample", "8", "learning_rate", "0.2"));

    private Runs() {}

    static TrainingRun of(String model, TrainingPlan plan) {
        TrainingHistory history = new TrainingHistory();
        ModelBundle bundle =
                Trainers.named(model, SETTINGS.getOrDefault(model, Map.of())).train(plan, history);
        return new TrainingRun(
                "model.safetensors",
                "freshet train --train clicks.tsv.gz",
                bundle,
                plan,
                history.epochs(),
                Instant.parse("2026-01-02T03:04:05Z"),
                61.25);
    }

    /** The page of a run, read as a browser reads it. */
    static Document page(Path folder, TrainingRun run) throws Exception {
        Path file = folder.resolve("model.html");
        TrainingReport.write(file, run);
        return Jsoup.parse(Files.readString(file));
    }
}
