package freshet.lab.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.TopicSnapshot;
import freshet.schema.EventCoordinates;
import freshet.schema.Recommendation;
import freshet.schema.codec.SingleObjectCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A TaskManager is killed while the job captures events; some of these are late or invalid. */
@Tag("faults")
class CaptureUnderFaultsITCase {
    private static final SingleObjectCodec<Recommendation> ANSWERS = new SingleObjectCodec<>(Recommendation.class);

    @TempDir
    private Path folder;

    /** Where each checkpoint finishes files, and where they span some. */
    @ParameterizedTest
    @CsvSource({"at-least-once, 0 ms", "exactly-once, 4 s"})
    void eachEventIsCapturedOnce(String delivery, String rollInterval) throws Exception {
        Path captured = folder.resolve("captured");
        try (FaultRun run = new FaultRun(
                FaultRun.cluster(folder),
                delivery,
                Clicks.withClocksThatJump(500),
                "capture.dir=" + captured.toUri(),
                "capture.roll-interval=" + rollInterval)) {
            run.cluster().servers().process("taskmanager-1").kill();
            run.awaitRecovery(1);
            CountedLedger ledger = run.finish("TaskManager killed during capture, files of " + rollInterval);
            assertThat(ledger.rejected()).containsKeys("INVALID", "LATE");
            run.cluster().await("all to be captured", () -> events(captured).size() >= ledger.answered());
            List<EventCoordinates> events = events(captured);
            assertThat(events).doesNotHaveDuplicates();
            assertThat(new HashSet<>(events)).isEqualTo(answered(run.cluster().kafka()));
        }
    }

    private static List<EventCoordinates> events(Path captured) {
        List<EventCoordinates> events = new ArrayList<>();
        try (Stream<Path> files = Files.walk(captured)) {
            for (Path file : files.filter(CaptureUnderFaultsITCase::isFinished).toList()) {
                try (var reader = new DataFileReader<GenericRecord>(file.toFile(), new GenericDatumReader<>())) {
                    reader.forEach(record -> events.add(coordinates((GenericRecord) record.get("event"))));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return events;
    }

    private static boolean isFinished(Path file) {
        return Files.isRegularFile(file) && !file.getFileName().toString().startsWith(".");
    }

    private static EventCoordinates coordinates(GenericRecord event) {
        return new EventCoordinates(
                event.get("topic").toString(), (Integer) event.get("partition"), (Long) event.get("offset"));
    }

    private static Set<EventCoordinates> answered(KafkaConnection kafka) {
        Set<EventCoordinates> answered = new HashSet<>();
        try (var consumer = kafka.consumer()) {
            new TopicSnapshot(consumer, "recommendations")
                    .read(record -> answered.add(ANSWERS.decode(record.value()).getEvent()));
        }
        return answered;
    }
}
