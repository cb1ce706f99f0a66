package freshet.lab.demo;

import freshet.cli.CommandName;
import freshet.cli.audit.AuditCommand;
import freshet.cli.kafka.KafkaConnection;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;

/** What is left to say when a demo is over: figures, ledger, what to run next. For one thread. */
final class DemoSummary {
    private final DemoSettings settings;
    private final KafkaConnection connection;
    private final PrintWriter out;

    DemoSummary(DemoSettings settings, KafkaConnection connection, PrintWriter out) {
        this.settings = settings;
        this.connection = connection;
        this.out = out;
    }

    /** Prints it, and says whether every event is accounted for once. */
    boolean print(LiveServing.Report report, Path bundle) {
        DemoFigures figures = report.figures();
        out.println();
        out.printf(
                Locale.ROOT,
                "%,d events written, %,d recommendations read, %,d events rejected %s%n",
                report.written(),
                figures.answered(),
                figures.rejectedEvents(),
                figures.rejected());
        out.println("latency from sending an event to reading its recommendation: "
                + DemoView.percentiles(report.latency()));
        figures.versions().forEach(version -> out.println("model " + DemoView.quality(version)));
        out.println(live(figures));
        out.println();
        out.println("the audit, on the topics:");
        boolean whole = audit();
        if (settings.keep().isPresent() || settings.hold()) {
            out.println("measure the first model on a recorded log:");
            out.println("  " + CommandName.of("evaluate") + " --model " + bundle + " --session-gap " + settings.gap()
                    + " " + settings.replayed());
        }
        out.flush();
        return whole;
    }

    /** Over no prediction there is no figure. */
    static String live(DemoFigures figures) {
        return figures.predictions() == 0
                ? "live: no Recall and no MRR: no recommendation has a next event of its session to be judged by"
                : String.format(
                        Locale.ROOT,
                        "live: Recall@20 %.4f, MRR@20 %.4f over %,d predictions",
                        figures.recall(),
                        figures.mrr(),
                        figures.predictions());
    }

    private boolean audit() {
        List<String> arguments = new ArrayList<>(List.of(
                "--bootstrap-servers",
                connection.bootstrapServers(),
                "--session-gap",
                settings.gap().toString()));
        if (settings.delivery().equals("exactly-once")) {
            arguments.add("--exactly-once");
        }
        return new CommandLine(new AuditCommand())
                        .setOut(out)
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .execute(arguments.toArray(String[]::new))
                == ExitCode.OK;
    }
}
