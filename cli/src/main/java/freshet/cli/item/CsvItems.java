package freshet.cli.item;

import freshet.model.data.LogException;
import freshet.model.data.LogLines;
import freshet.model.data.MalformedLineException;
import freshet.model.data.format.SeparatedFields;
import freshet.schema.Item;
import freshet.schema.item.ItemValidator;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * A table separated by commas; a quoted field may go on over lines. The columns are those of
 * {@link ItemColumns}. Threads may share it.
 */
final class CsvItems implements ItemFormat.Reader {
    private final ItemValidator validator = new ItemValidator();

    @Override
    public void read(InputStream in, ItemSink sink) throws IOException {
        LogLines lines = new LogLines(in);
        SeparatedFields fields = new SeparatedFields(',', true);
        ItemColumns columns = header(lines, fields);
        while (lines.next()) {
            long number = lines.number();
            fields.restart();
            try {
                if (!lines.text().isBlank()) {
                    takeRecord(lines, fields);
                    take(number, columns.item(fields.fields()), columns.saysAvailable(fields.fields()), sink);
                }
            } catch (MalformedLineException e) {
                sink.fault(number, e.getMessage());
            }
        }
    }

    private void take(long number, Item item, boolean saysAvailable, ItemSink sink) {
        Optional<String> fault = validator.fault(item);
        if (fault.isPresent()) {
            sink.fault(number, fault.get());
        } else {
            sink.item(number, item, saysAvailable);
        }
    }

    private static ItemColumns header(LogLines lines, SeparatedFields fields) throws IOException {
        if (!lines.next()) {
            throw new LogException("the file is empty; its first line must name the columns, itemId among them");
        }
        try {
            takeRecord(lines, fields);
            return new ItemColumns(fields.fields());
        } catch (MalformedLineException e) {
            throw new LogException("line 1: " + e.getMessage(), e);
        }
    }

    private static void takeRecord(LogLines lines, SeparatedFields fields) throws IOException, MalformedLineException {
        while (!fields.take(lines.text(), lines.number())) {
            if (!lines.next()) {
                throw new LogException(fields.quotedField() + " does not end; close it with a quote");
            }
        }
    }
}
