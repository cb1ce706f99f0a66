package freshet.cli.replay;

import freshet.schema.event.EventFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an option that says how events are written, which is one encoding for all of them. */
final class WrittenFormat implements ITypeConverter<EventFormat>, Iterable<String> {
    private static final List<EventFormat> FORMATS = List.of(EventFormat.AVRO, EventFormat.JSON);

    @Override
    public EventFormat convert(String name) {
        return FORMATS.stream()
                .filter(format -> format.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException(
                        "\"" + name + "\" is no encoding to write; it must be " + String.join(" or ", this)));
    }

    @Override
    public Iterator<String> iterator() {
        return FORMATS.stream()
                .map(format -> format.name().toLowerCase(Locale.ROOT))
                .iterator();
    }
}
