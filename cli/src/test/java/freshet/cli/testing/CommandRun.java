package freshet.cli.testing;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import picocli.CommandLine;

/**
 * What a command did.
 *
 * @param status its exit status
 * @param out what it printed on standard output
 * @param err what it printed on standard error
 * @param failure the exception that it ended with
 */
public record CommandRun(int status, String out, String err, Optional<Exception> failure) {

    /** Runs a command with these arguments as the command line does. */
    public static CommandRun of(Object command, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Exception[] failure = {null};
        int status = new CommandLine(command)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((e, line, parsed) -> {
                    failure[0] = e;
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .execute(arguments);
        return new CommandRun(status, out.toString(), err.toString(), Optional.ofNullable(failure[0]));
    }
}
