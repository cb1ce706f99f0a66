package freshet.cli.session;

import freshet.cli.AtLeastOne;
import freshet.model.answer.ExcludeRule;
import freshet.model.answer.SessionAnswerer.AnswerSource;
import freshet.model.answer.single.Explanation;
import freshet.model.answer.single.LeaveOneOut;
import freshet.model.load.ServedModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code freshet explain}. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Shows what a session is recommended, and which of its events weigh most in each item: by how much"
                        + " the item's probability falls when the event is left out.",
        footer = {
            "",
            "\"+0.1200 sku-7 (#2)\": with the second event, of sku-7, the probability is 0.12 higher than without it. A"
                    + " minus speaks against the item.",
            "Without its only known event a session gets the most popular items, as in the job.",
            "All items are ranked once for each event that the answer rests on, the newest --max-items. Notes go to"
                    + " standard error.",
            "",
            "  ${ROOT-COMMAND-NAME} explain --model m.safetensors --session sku-1,sku-7,sku-12 --count 5"
        })
public final class ExplainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private SessionOptions options = new SessionOptions();

    @Option(
            names = "--count",
            defaultValue = "10",
            converter = AtLeastOne.class,
            paramLabel = "N",
            description = "Recommended items to explain. Default: ${DEFAULT-VALUE}.")
    private int count;

    @Option(
            names = "--exclude",
            defaultValue = "none",
            paramLabel = "RULE",
            description = "Which of the session's own items are not recommended, the jobs' recommend.exclude:"
                    + " ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private ExcludeRule exclude = ExcludeRule.NONE;

    @Option(
            names = "--events",
            defaultValue = "3",
            converter = AtLeastOne.class,
            paramLabel = "N",
            description = "Weightiest events shown of each item; JSON has all. Default: ${DEFAULT-VALUE}.")
    private int events;

    @Override
    public Integer call() throws IOException {
        List<String> session = options.session(spec);
        try (ServedModel served = options.load(spec, session)) {
            try (LeaveOneOut leaving =
                    new LeaveOneOut(served, options.rules(), System.currentTimeMillis(), exclude, item -> false)) {
                Explanation explanation = leaving.explain(session, count);
                if (explanation.source() == AnswerSource.POPULAR) {
                    SessionOptions.say(
                            spec, "the model ranks no item that may be recommended; these are the most popular ones");
                }
                ExplainedSession explained = new ExplainedSession(
                        options.model(),
                        session,
                        KnownItems.unknown(session, served.model().vocabulary()),
                        explanation);
                PrintWriter out = spec.commandLine().getOut();
                out.println(options.json() ? explained.json() : explained.table(events));
                out.flush();
            }
        }
        return ExitCode.OK;
    }
}
