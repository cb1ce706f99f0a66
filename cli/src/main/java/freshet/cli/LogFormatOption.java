package freshet.cli;

import freshet.model.data.LogException;
import freshet.model.data.LogFormat;
import freshet.model.data.format.LogFormats;
import java.util.Iterator;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an option that names a log format, and lists the names for its help. */
public final class LogFormatOption implements ITypeConverter<LogFormat>, Iterable<String> {

    @Override
    public LogFormat convert(String name) {
        try {
            return LogFormats.named(name);
        } catch (LogException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    @Override
    public Iterator<String> iterator() {
        return LogFormats.all().stream().map(LogFormat::name).iterator();
    }
}
