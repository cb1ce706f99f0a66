package freshet.cli;

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
import freshet.cli.terminal.Terminal;
import freshet.cli.topics.TopicsCommand;
import freshet.cli.train.MixCommand;
import freshet.cli.train.TrainCommand;
import freshet.cli.train.TuneCommand;
import freshet.cli.watch.WatchCommand;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Help;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root of the command line. Exit status 0 is success, 1 a failure, 2 a wrong command line. */
@Command(
        name = CommandName.PROGRAM,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Streaming session recommender: every click answered with what the session wants next.",
        footer = {
            "",
            "Warnings and stack traces go to ${freshet.log.path}.",
            "The environment variable FRESHET_JAVA_OPTS is handed to Java, for example \"-Xmx4g "
                    + "-Dfreshet.log=my.log\".",
            "Exit status: 0 success, 1 failure, 2 wrong command line."
        })
public final class Freshet implements Runnable {
    /** The commands that a user needs in production, in the order of the help. */
    public static final List<Class<?>> COMMANDS = List.of(
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
            ReplayCommand.class,
            ItemsCommand.class,
            WatchCommand.class,
            AuditCommand.class);

    /** Names of the commands that only the script of a checkout has: those of the laboratory. */
    public static final Set<String> OF_A_CHECKOUT = Set.of("demo", "cluster", "benchmark");

    @Spec
    private CommandSpec spec;

    /** Runs one of the commands for production. */
    public static void main(String[] args) {
        run(COMMANDS, args);
    }

    /**
     * Runs one command and ends the process with its status. Kafka's and Flink's code changes the
     * case of its settings by the default locale: with a Turkish one "EARLIEST" would become
     * "earlıest", so the whole process is in none.
     *
     * @param commands that there are, in the order of the help
     */
    public static void run(List<Class<?>> commands, String... args) {
        Locale.setDefault(Locale.ROOT);
        StandardError.restore();
        StandardOutput output = StandardOutput.restore();
        int status = commandLine(commands).execute(args);
        Optional<String> loss = output.loss();
        loss.ifPresent(line -> System.err.println("freshet: " + line));
        System.exit(status == ExitCode.OK && loss.isPresent() ? ExitCode.SOFTWARE : status);
    }

    /** The command line for production, ready to execute. */
    public static CommandLine commandLine() {
        return commandLine(COMMANDS);
    }

    /** The command line with these commands, ready to execute. */
    public static CommandLine commandLine(List<Class<?>> commands) {
        System.setProperty("freshet.log.path", LogFile.path().toString());
        CommandLine root = new CommandLine(new Freshet()).setCommandName(CommandName.program());
        commands.forEach(root::addSubcommand);
        return ready(root.addSubcommand(HelpCommand.class));
    }

    /** A command line that reads options and reports errors as all commands do. */
    static CommandLine ready(CommandLine command) {
        OneLineErrors errors = new OneLineErrors();
        OptionTypes.register(command);
        EnumOption.register(command);
        return command.setColorScheme(Help.defaultColorScheme(Terminal.dumb() ? Help.Ansi.OFF : Help.Ansi.AUTO))
                .setExecutionStrategy(errors)
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
