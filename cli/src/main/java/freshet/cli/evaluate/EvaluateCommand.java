package freshet.cli.evaluate;

import freshet.cli.AtLeastOne;
import freshet.cli.LogFormatOption;
import freshet.cli.SessionGapOption;
import freshet.model.data.EventLog;
import freshet.model.data.LogFormat;
import freshet.model.data.LogSummary;
import freshet.model.data.LoggedEvent;
import freshet.model.evaluation.Evaluation;
import freshet.model.evaluation.Evaluator;
import freshet.model.serving.ModelLoader;
import freshet.model.serving.ServedModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures a model on a recorded log exactly as the job would answer it. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description =
                "Measures a model on a recorded log exactly as the job would answer it: every event is answered, and "
                        + "every answer judged against the next event of its session, all items ranked.")
public final class EvaluateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--model", required = true, paramLabel = "FILE", description = "The model's bundle.")
    private Path model;

    @Option(names = "--test", required = true, paramLabel = "FILE", description = "The log; .gz is read as is.")
    private Path test;

    @Option(
            names = "--format",
            required = true,
            converter = LogFormatOption.class,
            completionCandidates = LogFormatOption.class,
            paramLabel = "F",
            description = "Format of the log: ${COMPLETION-CANDIDATES}.")
    private LogFormat format;

    @Mixin
    private SessionGapOption session;

    @Option(
            names = "--max-items",
            defaultValue = "50",
            converter = AtLeastOne.class,
            paramLabel = "N",
            description = "Newest events that a session retains. Default: ${DEFAULT-VALUE}.")
    private int maxItems;

    @Option(
            names = "--k",
            defaultValue = "20",
            converter = AtLeastOne.class,
            paramLabel = "K",
            description = "Ranks that count. Default: ${DEFAULT-VALUE}.")
    private int k;

    @Option(names = "--json", description = "Print one JSON object instead of the table.")
    private boolean json;

    @Override
    public Integer call() {
        try (ServedModel served = ModelLoader.load(model, 1)) {
            List<LoggedEvent> log = new ArrayList<>();
            LogSummary summary = EventLog.read(test, format, log::add);
            Evaluation evaluation = new Evaluator(served, session.gap().rules(maxItems), k).evaluate(log);
            EvaluationReport report = new EvaluationReport(
                    model,
                    served.model().vocabulary().size(),
                    test,
                    format.name(),
                    session.gap(),
                    maxItems,
                    summary,
                    evaluation);
            spec.commandLine().getOut().println(json ? report.json() : report.table());
            return 0;
        }
    }
}
