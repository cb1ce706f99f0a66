package freshet.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an option that takes a whole number of at least 1. */
public final class AtLeastOne implements ITypeConverter<Integer> {

    @Override
    public Integer convert(String text) {
        try {
            int value = Integer.parseInt(text);
            if (value >= 1) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new TypeConversionException("\"" + text + "\" is not a whole number");
        }
        throw new TypeConversionException(text + " is too small; it must be at least 1");
    }
}
