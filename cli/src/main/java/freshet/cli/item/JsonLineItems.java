package freshet.cli.item;

import freshet.model.data.LogLines;
import freshet.model.data.MalformedLineException;
import freshet.schema.Item;
import freshet.schema.codec.MalformedRecordException;
import freshet.schema.item.ItemValidator;
import freshet.schema.item.JsonItems;
import freshet.schema.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A JSON object per line, with the fields that it has on the topic. Threads may share it. */
final class JsonLineItems implements ItemFormat.Reader {
    private final ItemValidator validator = new ItemValidator();

    @Override
    public void read(InputStream in, ItemSink sink) throws IOException {
        LogLines lines = new LogLines(in);
        while (lines.next()) {
            try {
                String line = lines.text();
                if (!line.isBlank()) {
                    take(lines.number(), line.getBytes(StandardCharsets.UTF_8), sink);
                }
            } catch (MalformedLineException | MalformedRecordException e) {
                sink.fault(lines.number(), e.getMessage());
            }
        }
    }

    private void take(long number, byte[] json, ItemSink sink) {
        Item item = JsonItems.readStrictly(json);
        Optional<String> fault = validator.fault(item);
        if (fault.isPresent()) {
            sink.fault(number, fault.get());
        } else {
            sink.item(number, item, JsonObject.parse(json, "an item").names().contains("available"));
        }
    }
}
