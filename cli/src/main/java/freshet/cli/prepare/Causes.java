package freshet.cli.prepare;

import freshet.cli.CommandException;
import freshet.model.data.LogException;
import org.apache.flink.util.ExceptionUtils;

/** Why a job has failed: Flink wraps what a task has thrown, and writes it down on a cluster. */
final class Causes {
    private Causes() {}

    /**
     * The failure of a log as such, and every other one as a command's.
     *
     * @param reason what a message says of the others
     */
    static RuntimeException of(Throwable failure, String reason) {
        return ExceptionUtils.findSerializedThrowable(failure, LogException.class, Causes.class.getClassLoader())
                .<RuntimeException>map(log -> new LogException(log.getMessage(), failure))
                .orElseGet(() -> new CommandException("the log cannot be prepared: " + reason, failure));
    }
}
