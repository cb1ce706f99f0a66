package freshet.trainer.report;

import freshet.model.file.WholeFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Writes the training report. */
public final class TrainingReport {
    private TrainingReport() {}

    /**
     * Where the report of a bundle is unless the user names another file: {@code model.html} beside
     * {@code model.safetensors}.
     */
    public static Path beside(Path bundle) {
        String name = bundle.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return bundle.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ".html");
    }

    /**
     * Measures the model and the trivial ones where there are validation sessions, and writes the
     * page.
     *
     * @param file the target, in a folder that exists; replaced if it exists
     * @throws IOException if the file cannot be written; the target is then as it was
     */
    public static void write(Path file, TrainingRun run) throws IOException {
        long started = System.nanoTime();
        List<Judged> judged = run.plan().validation().isEmpty() ? List.of() : Judged.measure(run);
        double seconds = (double) (System.nanoTime() - started) / TimeUnit.SECONDS.toNanos(1);
        ByteBuffer page = StandardCharsets.UTF_8.encode(
                ReportPage.of(run, judged, seconds).html());
        WholeFile.write(file, channel -> {
            while (page.hasRemaining()) {
                channel.write(page);
            }
        });
    }
}
