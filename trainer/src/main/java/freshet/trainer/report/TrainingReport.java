package freshet.trainer.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Writes the training report. */
public final class TrainingReport {
    private TrainingReport() {}

    /** Where the report of a bundle stands if nobody says otherwise: {@code model.html} beside {@code model.safetensors}. */
    public static Path beside(Path bundle) {
        String name = bundle.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return bundle.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ".html");
    }

    /**
     * Measures the model and the trivial ones where there are validation sessions, and writes the page: first into a new file beside the
     * target, which then takes the target's name in one step.
     *
     * @param file the target, in a folder that exists; replaced if it exists
     * @throws IOException if the file cannot be written; the target is then as it was
     */
    public static void write(Path file, TrainingRun run) throws IOException {
        long started = System.nanoTime();
        List<Judged> judged = run.plan().validation().isEmpty() ? List.of() : Baselines.measure(run);
        double seconds = (double) (System.nanoTime() - started) / TimeUnit.SECONDS.toNanos(1);
        replace(file, ReportPage.of(run, judged, seconds).html());
    }

    private static void replace(Path file, String page) throws IOException {
        Path part = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            Files.writeString(part, page);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
