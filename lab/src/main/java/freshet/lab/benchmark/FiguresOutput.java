package freshet.lab.benchmark;

import freshet.cli.OutputFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/**
 * Where a benchmark's figures go: a table to the terminal, and JSON to the file of {@code --json},
 * if one is given.
 */
public final class FiguresOutput {
    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures as one JSON object, too.")
    private Optional<Path> json = Optional.empty();

    /** What a benchmark found. */
    public interface Report {
        /** One object, on one line. */
        String json();

        /** For people, of several lines. */
        String table();
    }

    /**
     * To be called before anything is measured.
     *
     * @throws freshet.cli.CommandException if the file of {@code --json} cannot be written
     */
    public void requireWritable() {
        json.ifPresent(file -> OutputFile.requireWritable("--json", file, true));
    }

    /** Writes the file first, so that a terminal that is gone does not cost the figures. */
    public void write(Report report, PrintWriter out) throws IOException {
        if (json.isPresent()) {
            Files.writeString(json.get(), report.json() + "\n");
        }
        out.println(report.table());
    }
}
