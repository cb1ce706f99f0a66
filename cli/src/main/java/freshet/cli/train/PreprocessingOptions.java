package freshet.cli.train;

import freshet.cli.AtLeastOne;
import freshet.trainer.Preprocessing;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The options that say what of a log is kept for training; the defaults are those of most papers.
 */
public final class PreprocessingOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--min-support",
            defaultValue = "5",
            converter = AtLeastOne.class,
            paramLabel = "N",
            description =
                    "Leave out items with fewer events, which are too few to learn from; 1 for a log that was cleaned"
                            + " before it was split. Default: ${DEFAULT-VALUE}.")
    private int minSupport;

    @Option(
            names = "--min-session-length",
            defaultValue = "2",
            converter = AtLeastOne.class,
            paramLabel = "N",
            description =
                    "Leave out sessions with fewer events, at least 2. This rule and the one before are applied until"
                            + " nothing more falls away. Default: ${DEFAULT-VALUE}.")
    private int minSessionLength;

    @Option(
            names = "--drop-repeats",
            description = "Leave out an event of the same item as the one before it. By default it stays: the job "
                    + "sees it too.")
    private boolean dropRepeats;

    /** The rules as given. */
    public Preprocessing rules() {
        if (minSessionLength < 2) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--min-session-length is " + minSessionLength
                            + "; it must be at least 2: a single event has no next one");
        }
        return new Preprocessing(minSupport, minSessionLength, dropRepeats);
    }
}
