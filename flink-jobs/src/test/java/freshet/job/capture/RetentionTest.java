package freshet.job.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-01-31T12:30:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.createFile(file);
    }

    private void keep(Duration kept) {
        new Retention(new org.apache.flink.core.fs.Path(folder.toUri()), kept, NOON).apply();
    }

    @Test
    void finishedFilesOfOldHoursGoWithTheirFolders() throws IOException {
        Path old = file("date=2026-01-30/hour=23/events-a-0.avro");
        Path edge = file("date=2026-01-31/hour=09/events-a-0.avro"); // its hour ended at 10:00
        Path young = file("date=2026-01-31/hour=10/events-a-0.avro");
        keep(Duration.ofMinutes(150));
        assertThat(old.getParent().getParent()).doesNotExist();
        assertThat(edge.getParent()).doesNotExist();
        assertThat(young).exists();
    }

    @Test
    void whatIsNotFinishedOrNotOursStays() throws IOException {
        Path unfinished = file("date=2020-01-30/hour=23/.events-a-0.avro.inprogress.1");
        Path foreign = file("backup/hour=23/events-a-0.avro");
        Path odd = file("date=2020-02-30/hour=23/events-a-0.avro");
        keep(Duration.ofHours(1));
        assertThat(unfinished).exists();
        assertThat(foreign).exists();
        assertThat(odd).exists();
    }

    @Test
    void zeroKeepsAllFiles() throws IOException {
        Path old = file("date=2020-01-30/hour=23/events-a-0.avro");
        keep(Duration.ZERO);
        assertThat(old).exists();
    }

    @Test
    void aFolderIsNamedByItsHourInUtc() {
        assertThat(HourFolders.folder(Instant.parse("2026-01-31T07:59:59.999Z")))
                .isEqualTo("date=2026-01-31/hour=07");
        assertThat(HourFolders.end("date=2026-01-31/hour=23")).contains(Instant.parse("2026-02-01T00:00:00Z"));
    }
}
