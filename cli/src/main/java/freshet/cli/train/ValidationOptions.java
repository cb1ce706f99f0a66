package freshet.cli.train;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** One of two options that say on which sessions the model is measured after every epoch. */
public class ValidationOptions {
    @Option(
            names = "--validate",
            paramLabel = "FILE",
            description = "A later log on which the model is measured after every epoch, as evaluate would: nothing "
                    + "is left out of it, an item that the model does not know is a miss. The best epoch is kept; "
                    + "the training ends after --set patience=N epochs that are not better.")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--validate-share",
            converter = ShareOption.class,
            paramLabel = "S",
            description = "The same on the last sessions of the log, by their start: 0.1 is a tenth. They are not "
                    + "learned from.")
    private Optional<Double> share = Optional.empty();

    /** These, or if neither is given, as if {@code --validate-share} were. */
    public final ValidationOptions orLastShare(double defaultShare) {
        if (file.isPresent() || share.isPresent()) {
            return this;
        }
        ValidationOptions split = new ValidationOptions();
        split.share = Optional.of(defaultShare);
        return split;
    }

    /** The log to validate on, if it is one of its own. */
    public final Optional<Path> file() {
        return file;
    }

    /** The share of sessions to split off, if it is to be split. */
    public final Optional<Double> share() {
        return share;
    }

    /** Whether a large log gets {@link HoldOutOptions#SHARE} split off where nothing is given. */
    public boolean heldOut() {
        return false;
    }

    /** Reads a share over 0 and under 1. */
    private static final class ShareOption implements ITypeConverter<Double> {

        @Override
        public Double convert(String text) {
            try {
                double share = new BigDecimal(text.strip()).doubleValue();
                if (share > 0 && share < 1) {
                    return share;
                }
            } catch (NumberFormatException e) {
                throw wrong(text);
            }
            throw wrong(text);
        }

        private static TypeConversionException wrong(String text) {
            return new TypeConversionException(
                    "\"" + text + "\" is no share over 0 and under 1; write for example 0.1");
        }
    }
}
