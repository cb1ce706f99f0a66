package freshet.cli;

import freshet.gateway.settings.SettingException;
import freshet.job.settings.SettingsException;
import freshet.model.bundle.BundleException;
import freshet.model.data.LogException;
import freshet.trainer.TrainingException;
import freshet.trainer.set.SetException;
import freshet.trainer.tuning.JournalException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.logging.log4j.LogManager;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Says in one line why a command failed. Failures that nobody foresaw go to the log file with their
 * stack trace, and the line names the file.
 */
final class OneLineErrors implements IExecutionStrategy, IExecutionExceptionHandler, IParameterExceptionHandler {
    /** How picocli begins what it says of a group of options. */
    private static final Pattern PARSERS_OWN = Pattern.compile("^Error: ");

    private final IExecutionStrategy last = new RunLast();

    /**
     * Runs the command; too little memory is an error of Java's, which never reaches the handler of
     * exceptions by itself.
     */
    @Override
    public int execute(ParseResult parsed) {
        try {
            return last.execute(parsed);
        } catch (OutOfMemoryError e) {
            CommandLine command = parsed.commandSpec().commandLine();
            throw new ExecutionException(command, "out of memory", outOfMemory(e));
        }
    }

    /** Status 2: the command line itself is wrong. */
    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        Optional<String> elsewhere = commandOfACheckout(e);
        if (elsewhere.isPresent()) {
            err.println("freshet: " + elsewhere.get() + " is a command of a checkout; run ./freshet " + elsewhere.get()
                    + " in one");
            return ExitCode.USAGE;
        }
        err.println("freshet: " + PARSERS_OWN.matcher(oneLine(e.getMessage())).replaceFirst("") + "; see "
                + command.getCommandSpec().qualifiedName() + " --help");
        UnmatchedArgumentException.printSuggestions(e, err);
        return ExitCode.USAGE;
    }

    /** Status 1: the command failed. */
    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        command.getErr().println("freshet: " + explain(e).orElseGet(() -> unexpected(e, command)));
        return ExitCode.SOFTWARE;
    }

    /** What a person should read about a failure that was foreseen; empty for any other. */
    static Optional<String> explain(Throwable e) {
        if (e instanceof CommandException
                || e instanceof BundleException
                || e instanceof LogException
                || e instanceof SettingsException
                || e instanceof SettingException
                || e instanceof TrainingException
                || e instanceof SetException
                || e instanceof JournalException) {
            return Optional.of(oneLine(e.getMessage()));
        }
        if (e instanceof NoSuchFileException missing) {
            return Optional.of("there is no file " + missing.getFile() + "; check the path");
        }
        if (e instanceof AccessDeniedException denied) {
            return Optional.of(denied.getFile() + " may not be read or written; check its owner and permissions");
        }
        if (e instanceof FileAlreadyExistsException exists) {
            return Optional.of(exists.getFile() + " exists already; name another file");
        }
        if (e instanceof UncheckedIOException unchecked) {
            return explain(unchecked.getCause());
        }
        return e instanceof IOException
                ? Optional.of("input or output failed: " + oneLine(e.toString()))
                : Optional.empty();
    }

    /** The command that was meant, where this command line lacks it and a checkout's has it. */
    private static Optional<String> commandOfACheckout(ParameterException e) {
        boolean root = e.getCommandLine().getParent() == null;
        return root && e instanceof UnmatchedArgumentException unmatched
                ? unmatched.getUnmatched().stream()
                        .limit(1)
                        .filter(Freshet.OF_A_CHECKOUT::contains)
                        .findFirst()
                : Optional.empty();
    }

    private static CommandException outOfMemory(OutOfMemoryError e) {
        return new CommandException(
                "out of memory: "
                        + Optional.ofNullable(e.getMessage())
                                .map(OneLineErrors::oneLine)
                                .orElse("no reason given")
                        + "; give Java more, for example FRESHET_JAVA_OPTS=-Xmx8g, or make the model smaller",
                e);
    }

    private static String unexpected(Exception e, CommandLine command) {
        LogManager.getLogger(OneLineErrors.class)
                .error("{} failed", command.getCommandSpec().qualifiedName(), e);
        return "unexpected " + oneLine(e.toString()) + "; the whole of it is in " + LogFile.path();
    }

    private static String oneLine(String message) {
        return message.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
