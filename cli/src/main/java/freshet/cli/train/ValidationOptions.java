package freshet.cli.train;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** One of two options that say on which sessions the model is measured after every epoch. */
public final class ValidationOptions {
    @Option(
            names = "--validate",
            paramLabel = "FILE",
            description = "A later log on which the model is measured after every epoch, as evaluate would: nothing "
                    + "is left out of it, an item that the model does not know is a miss. The best epoch is kept; "
                    + "the training ends after --set patience=N epochs that are not better.")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--validate-share",
            paramLabel = "S",
            description = "The same on the last sessions of the log, by their start: 0.1 is a tenth. They are not "
                    + "learned from.")
    private Optional<Double> share = Optional.empty();

    /** These, or if neither is given, as if {@code --validate-share} were. */
    public ValidationOptions orLastShare(double defaultShare) {
        if (file.isPresent() || share.isPresent()) {
            return this;
        }
        ValidationOptions split = new ValidationOptions();
        split.share = Optional.of(defaultShare);
        return split;
    }

    /** The log to validate on, if it is one of its own. */
    public Optional<Path> file() {
        return file;
    }

    /** The share of sessions to split off, if it is to be split. */
    public Optional<Double> share() {
        return share;
    }
}
