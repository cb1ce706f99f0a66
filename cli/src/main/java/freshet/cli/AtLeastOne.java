package freshet.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an option that takes a whole number of at least 1. */
public class AtLeastOne implements ITypeConverter<Integer> {
    private final int most;

    public AtLeastOne() {
        this(Integer.MAX_VALUE);
    }

    /** @param most the largest number that is taken */
    protected AtLeastOne(int most) {
        this.most = most;
    }

    @Override
    public Integer convert(String text) {
        int value;
        try {
            value = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("\"" + text + "\" is not a whole number, or too large");
        }
        if (value < 1) {
            throw new TypeConversionException(text + " is too small; it must be at least 1");
        }
        if (value > most) {
            throw new TypeConversionException(text + " is too large; it must be at most " + most);
        }
        return value;
    }
}
