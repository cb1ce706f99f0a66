package freshet.lab.benchmark.serving;

import freshet.cli.AtLeastOne;
import picocli.CommandLine.TypeConversionException;

/** Reads the size of a catalogue: at least {@value RandomGru#LEAST_ITEMS} items. */
public final class EnoughItems extends AtLeastOne {
    @Override
    public Integer convert(String text) {
        int items = super.convert(text);
        if (items < RandomGru.LEAST_ITEMS) {
            throw new TypeConversionException(text + " is too small; it must be at least " + RandomGru.LEAST_ITEMS);
        }
        return items;
    }
}
