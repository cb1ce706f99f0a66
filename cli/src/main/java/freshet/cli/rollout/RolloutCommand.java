package freshet.cli.rollout;

import freshet.cli.Interruption;
import freshet.cli.SessionGapOption;
import freshet.cli.TimeText;
import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.KafkaOptions;
import freshet.cli.publish.ModelTopicOptions;
import freshet.model.session.SessionRules;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code freshet rollout}. */
@Command(
        name = "rollout",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Judges a challenger beside the champion, on the topics: gives it more sessions, promotes it, or"
                + " takes it back.",
        footer = {
            "",
            "Both models' answers to the same event are judged on the same next event of its session. The bounds"
                    + " of the gain hold at every look.",
            "Each decision is kept on the topic of rollouts before it is announced: killed and started again, the"
                    + " judge goes on.",
            "Exit status: 0 if the challenger was promoted, --once has looked, or Ctrl-C or a plain kill has stopped"
                    + " it, which leaves the trial as it is; 1 if the challenger was taken back or the trial ended.",
            "",
            "  ${ROOT-COMMAND-NAME} publish --bootstrap-servers kafka:9092 --model b.safetensors --store /srv/models"
                    + " --challenger --share 0 --shadow 0.2",
            "  ${ROOT-COMMAND-NAME} rollout --bootstrap-servers kafka:9092"
        })
public final class RolloutCommand implements Callable<Integer> {
    private final Optional<Interruption> end;

    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafka;

    @Mixin
    private ModelTopicOptions model;

    @Option(names = "--once", description = "Look once and end. Default: until the trial is over")
    private boolean once;

    @Option(names = "--dry-run", description = "Say what would be decided; write nothing.")
    private boolean dryRun;

    @Option(
            names = "--every",
            paramLabel = "TIME",
            defaultValue = "1min",
            converter = TimeText.class,
            description = "Pause between two looks. Default: ${DEFAULT-VALUE}")
    private Duration every;

    @Mixin
    private RuleOptions rules;

    @Mixin
    private SessionGapOption session;

    @Mixin
    private TrialTopics topics;

    /** As a process of its own, which its signals end. */
    public RolloutCommand() {
        this.end = Optional.empty();
    }

    /** As a part of a process, which this ends. */
    public RolloutCommand(Interruption end) {
        this.end = Optional.of(end);
    }

    @Override
    public Integer call() {
        if (every.isZero()) {
            throw new ParameterException(spec.commandLine(), "--every is 0; it must be at least 1ms");
        }
        JudgeSettings settings = new JudgeSettings(
                topics.names(model.topic()),
                model.name(spec),
                session.gap().rules(SessionRules.DEFAULT.maxItems()),
                topics.format(),
                rules.rules(spec),
                dryRun);
        return kafka.connected(connection -> judge(connection, settings));
    }

    private int judge(KafkaConnection connection, JudgeSettings settings) {
        Interruption interruption = end.orElseGet(Interruption::ofSignals);
        PrintWriter out = spec.commandLine().getOut();
        DecisionText text = new DecisionText(out);
        try (Judge judge = new Judge(
                connection, settings, Clock.systemUTC(), spec.commandLine().getErr()::println)) {
            Decision decision;
            do {
                decision = judge.look();
                text.print(decision);
            } while (!once && !decision.ends() && !interruption.await(every.toMillis()));
            if (!once && !decision.ends()) {
                out.println("stopped; what is announced goes on, and so does the judge with the same command");
            }
            return once || !decision.ends() || decision.promotes() ? ExitCode.OK : ExitCode.SOFTWARE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.SOFTWARE;
        } finally {
            interruption.release();
        }
    }
}
