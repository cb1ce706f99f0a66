package freshet.trainer.report;

import freshet.model.file.WholeFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Tells how models compare: as one page with charts, and as tables of Markdown. */
public final class ComparisonReport {
    private ComparisonReport() {}

    /**
     * Writes the page.
     *
     * @param file the target, in a folder that exists; replaced if it exists
     * @param logs in the order of the page
     * @param summary a sentence on how the figures were made
     * @throws IOException if the file cannot be written; the target is then as it was
     */
    public static void write(Path file, List<ComparedLog> logs, String summary) throws IOException {
        ByteBuffer page =
                StandardCharsets.UTF_8.encode(ComparisonPage.of(logs, summary).html());
        WholeFile.write(file, channel -> {
            while (page.hasRemaining()) {
                channel.write(page);
            }
        });
    }

    /**
     * A table of Markdown for each log, an empty line between two; with a line break at the end.
     */
    public static String markdown(List<ComparedLog> logs) {
        return logs.stream().map(log -> new ComparisonTable(log).markdown()).collect(Collectors.joining("\n"));
    }
}
