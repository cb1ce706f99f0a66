package freshet.lab;

import freshet.cli.Freshet;
import freshet.cli.audit.AuditCommand;
import freshet.cli.compare.CompareCommand;
import freshet.cli.evaluate.EvaluateCommand;
import freshet.cli.gateway.GatewayCommand;
import freshet.cli.learn.LearnCommand;
import freshet.cli.models.ModelsCommand;
import freshet.cli.prepare.PrepareCommand;
import freshet.cli.publish.ItemsCommand;
import freshet.cli.publish.PublishCommand;
import freshet.cli.ratings.RatingsCommand;
import freshet.cli.replay.ReplayCommand;
import freshet.cli.rollout.RolloutCommand;
import freshet.cli.serve.ServeCommand;
import freshet.cli.session.ContinueCommand;
import freshet.cli.session.ExplainCommand;
import freshet.cli.similar.SimilarCommand;
import freshet.cli.split.SplitCommand;
import freshet.cli.topics.TopicsCommand;
import freshet.cli.train.MixCommand;
import freshet.cli.train.TrainCommand;
import freshet.cli.train.TuneCommand;
import freshet.cli.watch.WatchCommand;
import freshet.lab.benchmark.BenchmarkCommand;
import freshet.lab.cluster.ClusterCommand;
import freshet.lab.demo.DemoCommand;
import java.util.List;
import picocli.CommandLine;

/**
 * What the script {@code freshet} runs: the commands for production and those of the laboratory as
 * one command line.
 */
public final class AllCommands {
    /** In the order of the help. */
    static final List<Class<?>> COMMANDS = List.of(
            DemoCommand.class,
            PrepareCommand.class,
            TrainCommand.class,
            TuneCommand.class,
            MixCommand.class,
            EvaluateCommand.class,
            CompareCommand.class,
            RatingsCommand.class,
            ExplainCommand.class,
            ContinueCommand.class,
            SimilarCommand.class,
            SplitCommand.class,
            PublishCommand.class,
            ModelsCommand.class,
            RolloutCommand.class,
            LearnCommand.class,
            TopicsCommand.class,
            ServeCommand.class,
            GatewayCommand.class,
            ClusterCommand.class,
            ReplayCommand.class,
            ItemsCommand.class,
            WatchCommand.class,
            AuditCommand.class,
            BenchmarkCommand.class);

    private AllCommands() {}

    /** Runs one command and ends the process with its status. */
    public static void main(String[] args) {
        Freshet.run(COMMANDS, args);
    }

    /** The whole command line, ready to execute. */
    public static CommandLine commandLine() {
        return Freshet.commandLine(COMMANDS);
    }
}
