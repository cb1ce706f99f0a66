package freshet.lab.benchmark;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts two runs of a benchmark side by side. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = "Compares what two runs of a benchmark wrote as JSON, by --json or by JMH: what differs in "
                + "machine, versions and settings, and each figure of B as a ratio to that of A.")
public final class CompareCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "A.json", description = "The run that is compared with.")
    private Path before;

    @Parameters(index = "1", paramLabel = "B.json", description = "The other run.")
    private Path after;

    @Override
    public Integer call() {
        RunComparison comparison = new RunComparison(FigureFile.read(before), FigureFile.read(after));
        spec.commandLine().getOut().println(comparison.table());
        return ExitCode.OK;
    }
}
