package freshet.cli.train;

import freshet.cli.CommandException;
import freshet.cli.OutputFile;
import freshet.model.file.IoReason;
import freshet.trainer.report.TrainingReport;
import freshet.trainer.report.TrainingRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say where the training report goes, if anywhere. */
final class ReportOptions {
    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Where the report of the training goes, one HTML page. Default: beside the bundle, as .html.")
    private Optional<Path> file = Optional.empty();

    @Option(names = "--no-report", description = "Write no report.")
    private boolean none;

    /** The report to write, if one is to be written. */
    public Optional<Path> file(OutputOptions output) {
        return none ? Optional.empty() : Optional.of(file.orElseGet(() -> TrainingReport.beside(output.file())));
    }

    /**
     * Makes sure that the report can be written, before the training that it is to tell of.
     *
     * @throws CommandException if it would replace the bundle or another file that it may not, or
     *     its folder is missing or not writable
     */
    public void requireWritable(OutputOptions output) {
        file(output).ifPresent(report -> {
            if (absolute(report).equals(absolute(output.file()))) {
                throw new CommandException("the report would replace the bundle " + output.file()
                        + "; name another file with --report or give --no-report");
            }
            OutputFile.requireWritable("--report", report, output.force());
        });
    }

    /**
     * Writes the report, if one is to be written; the bundle is written already and stays.
     *
     * @throws CommandException if it cannot be written
     */
    public void write(OutputOptions output, TrainingRun run) {
        file(output).ifPresent(report -> {
            try {
                TrainingReport.write(report, run);
            } catch (IOException e) {
                throw new CommandException(
                        "the bundle " + output.file() + " is written whole, but the report " + report + " is not: "
                                + IoReason.of(e)
                                + "; free the place, or name another one with --report, if you need the report",
                        e);
            }
        });
    }

    private static Path absolute(Path file) {
        return file.toAbsolutePath().normalize();
    }
}
