package freshet.job.capture;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.schema.CapturedEvent;
import freshet.schema.EventCoordinates;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.local.LocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Avro's own reader makes of the files. */
class ContainerTest {
    @TempDir
    Path folder;

    private static CapturedEvent event(int number) {
        return new CapturedEvent(
                "s-" + number % 7,
                "i-" + number,
                Instant.ofEpochMilli(1_700_000_000_000L + number),
                "view",
                number % 2 == 0 ? null : "e-" + number,
                null,
                Map.of("page", "p" + number),
                Instant.ofEpochMilli(1_700_000_000_000L + number),
                new EventCoordinates("events", 0, (long) number),
                null);
    }

    private Path written(int events) throws IOException {
        Path file = folder.resolve("part.avro");
        ContainerEncoder encoder = new ContainerEncoder();
        try (EventBlock block = new EventBlock();
                FSDataOutputStream out = LocalFileSystem.getSharedInstance()
                        .create(new org.apache.flink.core.fs.Path(file.toUri()), WriteMode.OVERWRITE)) {
            for (int i = 0; i < events; i++) {
                block.add(event(i));
                if (block.isFull()) {
                    encoder.encode(block.take(), out);
                }
            }
            if (!block.isEmpty()) {
                encoder.encode(block.take(), out);
            }
        }
        return file;
    }

    @Test
    void avroReadsBackEveryEventOfEveryBlock() throws IOException {
        int events = 5_000; // several blocks
        Path file = written(events);
        try (var reader = new DataFileReader<GenericRecord>(file.toFile(), new GenericDatumReader<>())) {
            assertThat(reader.getSchema()).isEqualTo(CapturedEvent.getClassSchema());
            assertThat(reader.getMetaLong(ContainerEncoder.BEGUN)).isPositive();
            List<String> items = IntStream.range(0, events)
                    .mapToObj(i -> reader.next().get("itemId").toString())
                    .toList();
            assertThat(items)
                    .containsExactlyElementsOf(
                            IntStream.range(0, events).mapToObj(i -> "i-" + i).toList());
            assertThat(reader.hasNext()).isFalse();
        }
        assertThat(file.toFile().length()).isLessThan(events * 40L); // deflated
    }

    @Test
    void optionalFieldsAreNullWhereTheyAreMissing() throws IOException {
        written(2);
        List<GenericRecord> records = CapturedFiles.records(folder);
        assertThat(records.get(0).get("eventId")).isNull();
        assertThat(records.get(1).get("eventId")).hasToString("e-1");
        assertThat(records.get(1).get("context")).hasToString("{page=p1}");
    }
}
