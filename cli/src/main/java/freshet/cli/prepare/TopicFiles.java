package freshet.cli.prepare;

import freshet.model.data.LoggedEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;

/**
 * Writes events of a topic into Avro container files, which are read as those that the job has
 * captured: several, so that several tasks read. For one thread.
 */
final class TopicFiles implements Consumer<LoggedEvent>, AutoCloseable {
    private static final int FILE_EVENTS = 1 << 20;
    private static final Schema TIME = LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG));
    private static final Schema EVENT = SchemaBuilder.record("TopicEvent")
            .namespace("freshet.cli.prepare")
            .fields()
            .requiredString("sessionId")
            .requiredString("itemId")
            .name("eventTime")
            .type(TIME)
            .noDefault()
            .requiredString("eventType")
            .requiredString("eventId")
            .name("countedTime")
            .type(TIME)
            .noDefault()
            .endRecord();

    private final Path folder;
    private final List<Path> files = new ArrayList<>();
    private Optional<DataFileWriter<GenericRecord>> writer = Optional.empty();
    private int left;

    /** @param folder where the files are to be; it exists */
    TopicFiles(Path folder) {
        this.folder = folder;
    }

    @Override
    public void accept(LoggedEvent logged) {
        try {
            file().append(new GenericRecordBuilder(EVENT)
                    .set("sessionId", logged.sessionId())
                    .set("itemId", logged.event().itemId())
                    .set(
                            "eventTime",
                            logged.event().timeMillis() + logged.event().aheadMillis())
                    .set("eventType", logged.event().type())
                    .set("eventId", logged.eventId())
                    .set("countedTime", logged.event().timeMillis())
                    .build());
            left--;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files, in the order of the events; whole once this is closed. */
    List<Path> files() {
        return List.copyOf(files);
    }

    @Override
    public void close() throws IOException {
        if (writer.isPresent()) {
            writer.get().close();
        }
    }

    private DataFileWriter<GenericRecord> file() throws IOException {
        if (left == 0) {
            close();
            Path file = folder.resolve("topic-" + files.size() + ".avro");
            writer = Optional.of(
                    new DataFileWriter<GenericRecord>(new GenericDatumWriter<>(EVENT)).create(EVENT, file.toFile()));
            files.add(file);
            left = FILE_EVENTS;
        }
        return writer.orElseThrow();
    }
}
