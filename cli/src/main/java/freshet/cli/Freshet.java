package freshet.cli;

import freshet.cli.audit.AuditCommand;
import freshet.cli.benchmark.BenchmarkCommand;
import freshet.cli.cluster.ClusterCommand;
import freshet.cli.demo.DemoCommand;
import freshet.cli.evaluate.EvaluateCommand;
import freshet.cli.items.ItemsCommand;
import freshet.cli.publish.PublishCommand;
import freshet.cli.replay.ReplayCommand;
import freshet.cli.serve.ServeCommand;
import freshet.cli.train.TrainCommand;
import freshet.cli.tune.TuneCommand;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root of the command line. Exit status 0 is success, 1 a failure, 2 a wrong command line. */
@Command(
        name = "freshet",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Streaming session recommender: every click answered with what the session wants next.",
        subcommands = {
            DemoCommand.class,
            TrainCommand.class,
            TuneCommand.class,
            EvaluateCommand.class,
            PublishCommand.class,
            ServeCommand.class,
            ClusterCommand.class,
            ReplayCommand.class,
            ItemsCommand.class,
            AuditCommand.class,
            BenchmarkCommand.class,
            HelpCommand.class
        },
        footer = {
            "",
            "Warnings and stack traces go to ${freshet.log.path}.",
            "The environment variable FRESHET_JAVA_OPTS is handed to Java, for example \"-Xmx4g"
                    + " -Dfreshet.log=my.log\".",
            "Exit status: 0 success, 1 failure, 2 wrong command line."
        })
public final class Freshet implements Runnable {
    @Spec
    private CommandSpec spec;

    /**
     * Runs one command and ends the process with its status. Kafka's and Flink's code changes the case of its settings by the
     * default locale: with a Turkish one "EARLIEST" would become "earlıest", so the whole process is in none.
     */
    public static void main(String[] args) {
        Locale.setDefault(Locale.ROOT);
        System.exit(commandLine().execute(args));
    }

    /** The whole command line, ready to execute. */
    static CommandLine commandLine() {
        System.setProperty("freshet.log.path", LogFile.path().toString());
        return commandLine(new Freshet());
    }

    /** The same with another command as its root. */
    static CommandLine commandLine(Object root) {
        OneLineErrors errors = new OneLineErrors();
        CommandLine command = new CommandLine(root);
        OptionTypes.register(command);
        return command.setExecutionStrategy(errors)
                .setExecutionExceptionHandler(errors)
                .setParameterExceptionHandler(errors)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true);
    }

    /** Without a command there is nothing to run. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command is given");
    }
}
