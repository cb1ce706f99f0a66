package freshet.cli.item;

import freshet.cli.log.AvroContainer;
import freshet.model.data.LogException;
import freshet.schema.Item;
import freshet.schema.codec.BoundedDecoder;
import freshet.schema.codec.Excerpt;
import freshet.schema.codec.GeneratedRecords;
import freshet.schema.item.ItemValidator;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;

/**
 * An Avro object container file of records with the fields of an {@link Item}, of which all but
 * {@code itemId} may be missing. Threads may share it.
 */
final class AvroItems implements ItemFormat.Reader {
    private static final String AVAILABLE = "available";

    private final ItemValidator validator = new ItemValidator();

    @Override
    public void read(InputStream in, ItemSink sink) throws IOException {
        AvroContainer container = new AvroContainer(in);
        Schema written = schema(container.schema());
        DatumReader<Item> reader = new GeneratedRecords<>(Item.class).writtenBy(written);
        boolean saysAvailable = written.getField(AVAILABLE) != null;
        long number = 0;
        while (container.nextBlock()) {
            BoundedDecoder block = new BoundedDecoder(container.bytes(), 0);
            for (long left = container.records(); left > 0; left--) {
                number++;
                Item item = decoded(reader, block, number);
                Optional<String> fault = validator.fault(item);
                if (fault.isPresent()) {
                    sink.fault(number, fault.get());
                } else {
                    sink.item(number, item, saysAvailable);
                }
            }
        }
    }

    private static Item decoded(DatumReader<Item> reader, BoundedDecoder block, long number) {
        try {
            return reader.read(null, block);
        } catch (StackOverflowError e) { // by a schema that names itself
            throw new LogException("record " + number + " nests too deep to be read; the file is damaged", e);
        } catch (IOException | RuntimeException e) {
            // Avro promises no type for what a broken body makes it throw.
            throw new LogException(
                    "record " + number + " cannot be decoded: " + Excerpt.of(e.toString(), Excerpt.SENTENCE)
                            + "; its fields must be those of "
                            + Item.getClassSchema().getFullName(),
                    e);
        }
    }

    private static Schema schema(String json) {
        Schema schema;
        try {
            schema = new Schema.Parser().parse(json);
        } catch (RuntimeException e) {
            throw new LogException(
                    "the schema in the file's header cannot be read: " + Excerpt.of(e.toString(), Excerpt.SENTENCE), e);
        }
        if (schema.getType() != Schema.Type.RECORD) {
            throw new LogException("the file has values of type " + schema.getType() + "; they must be records");
        }
        schema.getFields().stream()
                .filter(field -> Item.getClassSchema().getField(field.name()) == null)
                .findFirst()
                .ifPresent(other -> {
                    throw new LogException("an item has no field " + Excerpt.quoted(other.name())
                            + "; put what is the shop's own into the map \"attributes\"");
                });
        return schema;
    }
}
