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
    /** What a command's help says of the names, behind a few words on which log is meant. */
    public static final String FORMATS = ": ${COMPLETION-CANDIDATES}. csv and tsv are tables with a header; a line of"
            + " jsonl is like {\"sessionId\": \"s-1\", \"itemId\": \"sku-1\", \"eventTime\": 1790000000000}.";

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
