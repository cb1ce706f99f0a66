package freshet.cli.item;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;

/** A format of files of items. */
public enum ItemFormat {
    /** Separated by commas, the first line names the columns. */
    CSV(new CsvItems(), "line"),
    /** A JSON object per line, as on the topic. */
    JSONL(new JsonLineItems(), "line"),
    /** An Avro object container file. */
    AVRO(new AvroItems(), "record");

    private final Reader reader;
    private final String unit;

    ItemFormat(Reader reader, String unit) {
        this.reader = reader;
        this.unit = unit;
    }

    /** The format that a file's name tells. */
    static Optional<ItemFormat> of(String file) {
        String name = file.toLowerCase(Locale.ROOT);
        if (name.endsWith(".csv")) {
            return Optional.of(CSV);
        }
        if (name.endsWith(".jsonl") || name.endsWith(".ndjson") || name.endsWith(".json")) {
            return Optional.of(JSONL);
        }
        return name.endsWith(".avro") ? Optional.of(AVRO) : Optional.empty();
    }

    /** What an item is on in such a file, for messages. */
    String unit() {
        return unit;
    }

    /**
     * Hands over all that a file has.
     *
     * @throws freshet.model.data.LogException if nothing that follows can be read
     */
    void read(InputStream in, ItemSink sink) throws IOException {
        reader.read(in, sink);
    }

    /** Reads one format. Threads may share it. */
    @FunctionalInterface
    interface Reader {
        void read(InputStream in, ItemSink sink) throws IOException;
    }
}
