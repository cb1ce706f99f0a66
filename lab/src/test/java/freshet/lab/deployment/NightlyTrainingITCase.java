package freshet.lab.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.kafka.TopicNames;
import freshet.cli.kafka.Topics;
import freshet.lab.MachineProgram;
import freshet.lab.RunningKafka;
import freshet.model.bundle.BundleFile;
import freshet.schema.ModelAnnouncement;
import freshet.schema.codec.SingleObjectCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docker/bin/freshet-nightly}, as cron and the CronJob run it. */
class NightlyTrainingITCase {
    private static final Path PROGRAMS =
            DeploymentFiles.DOCKER.resolve("bin").toAbsolutePath().normalize();

    @TempDir
    private Path folder;

    @Tag("slow")
    @Test
    void eachNightStartsFromTheNewestModelAndAnnouncesItsOwn() throws Exception {
        Path log = writeLog();
        try (RunningKafka kafka = new RunningKafka(folder.resolve("kafka"))) {
            try (Admin admin = kafka.connection().admin()) {
                Topics.create(admin, TopicNames.DEFAULT, 1);
            }
            night(kafka, log);
            Path first = trained().get(0);
            Path old = Files.createFile(first.resolveSibling("old.html"));
            Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(16))));

            night(kafka, log);

            assertThat(trained()).hasSize(2).startsWith(first);
            assertThat(BundleFile.read(trained().get(1))
                            .provenance()
                            .at("/warm_start/bundle_sha256")
                            .asText())
                    .isEqualTo(BundleFile.sha256(first));
            assertThat(old).doesNotExist();
            SingleObjectCodec<ModelAnnouncement> codec = new SingleObjectCodec<>(ModelAnnouncement.class);
            for (Path bundle : trained()) {
                ConsumerRecord<byte[], byte[]> record =
                        kafka.records(TopicNames.DEFAULT.models()).get(trained().indexOf(bundle));
                ModelAnnouncement announcement = codec.decode(record.value());
                assertThat(announcement.getVersion()).isEqualTo(trained().indexOf(bundle) + 1);
                assertThat(announcement.getSha256()).isEqualTo(BundleFile.sha256(bundle));
            }
        }
    }

    private void night(RunningKafka kafka, Path log) throws Exception {
        MachineProgram.run(
                folder,
                Map.of(
                        "PATH", PROGRAMS + ":" + System.getProperty("java.home") + "/bin:" + System.getenv("PATH"),
                        "FRESHET_CLASS_PATH", System.getProperty("java.class.path"),
                        "FRESHET_LOG", folder.resolve("freshet.log").toString(),
                        "KAFKA", kafka.bootstrapServers(),
                        "STORE", folder.resolve("store").toString(),
                        "FROM_NOTHING_ON", "0"),
                List.of(
                        PROGRAMS.resolve("freshet-nightly").toString(),
                        "--train",
                        log.toString(),
                        "--format",
                        "csv",
                        "--set",
                        "layers=8"));
    }

    private List<Path> trained() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("store/trained"))) {
            return files.filter(file -> file.toString().endsWith(".safetensors"))
                    .sorted()
                    .toList();
        }
    }

    /** Sessions of the last four days, three clicks each. */
    private Path writeLog() throws IOException {
        StringBuilder log = new StringBuilder("session_id,item_id,timestamp\n");
        for (int session = 0; session < 96; session++) {
            Instant start = Instant.now().minus(Duration.ofHours(96 - session));
            for (int click = 0; click < 3; click++) {
                log.append("s-" + session + ",item-" + (session + click) % 6 + ",")
                        .append(start.plusSeconds(click * 10L).toEpochMilli())
                        .append('\n');
            }
        }
        return Files.writeString(folder.resolve("clicks.csv"), log);
    }
}
