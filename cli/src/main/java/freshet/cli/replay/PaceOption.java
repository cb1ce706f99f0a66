package freshet.cli.replay;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the option {@code --speed}. */
final class PaceOption implements ITypeConverter<Pace> {

    @Override
    public Pace convert(String text) {
        try {
            return Pace.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
