package freshet.job.capture;

import freshet.schema.EventCoordinates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;

/** Finished files of captured events, read by Avro's own reader. */
public final class CapturedFiles {
    private CapturedFiles() {}

    /** The finished files below a folder, none where the folder is missing. */
    public static List<Path> below(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> Files.isRegularFile(file)
                            && !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All records of these files. */
    public static List<GenericRecord> records(Path folder) {
        List<GenericRecord> records = new ArrayList<>();
        below(folder).forEach(file -> {
            try (var reader = new DataFileReader<GenericRecord>(file.toFile(), new GenericDatumReader<>())) {
                reader.forEach(records::add);
            } catch (IOException e) {
                throw new UncheckedIOException(file + ": " + e, e);
            }
        });
        return records;
    }

    /** Where a captured event is in Kafka. */
    public static EventCoordinates coordinates(GenericRecord captured) {
        GenericRecord event = (GenericRecord) captured.get("event");
        return new EventCoordinates(
                event.get("topic").toString(), (Integer) event.get("partition"), (Long) event.get("offset"));
    }

    /** Where all of them are. */
    public static List<EventCoordinates> coordinates(Path folder) {
        return records(folder).stream().map(CapturedFiles::coordinates).toList();
    }
}
