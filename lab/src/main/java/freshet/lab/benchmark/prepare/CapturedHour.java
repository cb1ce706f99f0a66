package freshet.lab.benchmark.prepare;

import freshet.schema.CapturedEvent;
import freshet.schema.EventCoordinates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;

/** The files of an hour, one per partition of the topic. For one thread. */
final class CapturedHour implements AutoCloseable {
    private static final String TOPIC = "events";

    private final List<DataFileWriter<CapturedEvent>> files = new ArrayList<>();

    /** @param folder is made */
    CapturedHour(Path folder, int partitions) throws IOException {
        Files.createDirectories(folder);
        for (int partition = 0; partition < partitions; partition++) {
            files.add(new DataFileWriter<CapturedEvent>(new SpecificDatumWriter<>(
                            CapturedEvent.getClassSchema(), SpecificData.getForClass(CapturedEvent.class)))
                    .setCodec(CodecFactory.deflateCodec(Deflater.BEST_SPEED))
                    .create(
                            CapturedEvent.getClassSchema(),
                            folder.resolve("part-" + partition + ".avro").toFile()));
        }
    }

    /** Appends an event to the file of its session's partition. */
    void append(long session, int item, long time, long offset) throws IOException {
        int partition = (int) (session % files.size());
        Instant at = Instant.ofEpochMilli(time);
        files.get(partition)
                .append(new CapturedEvent(
                        "s" + session,
                        "i" + item,
                        at,
                        "view",
                        null,
                        null,
                        Map.of(),
                        at,
                        new EventCoordinates(TOPIC, partition, offset),
                        at));
    }

    @Override
    public void close() throws IOException {
        for (DataFileWriter<CapturedEvent> file : files) {
            file.close();
        }
    }
}
