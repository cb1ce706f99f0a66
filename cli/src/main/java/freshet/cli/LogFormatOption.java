package freshet.cli;

import freshet.cli.log.AvroFormat;
import freshet.model.data.LogException;
import freshet.model.data.LogFormat;
import freshet.model.data.format.LogFormats;
import freshet.model.data.table.TableFormat;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an option that names a log format, and lists the names for its help. */
public final class LogFormatOption implements ITypeConverter<LogFormat>, Iterable<String> {
    private static final List<LogFormat> KNOWN = Stream.of(
                    List.of(TableFormat.csv(), TableFormat.tsv()), LogFormats.all(), List.of(new AvroFormat()))
            .<LogFormat>flatMap(List::stream)
            .toList();

    @Override
    public LogFormat convert(String name) {
        try {
            return LogFormats.named(name, KNOWN);
        } catch (LogException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    @Override
    public Iterator<String> iterator() {
        return KNOWN.stream().map(LogFormat::name).iterator();
    }
}
