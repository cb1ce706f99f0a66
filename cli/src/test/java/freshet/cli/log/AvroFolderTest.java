package freshet.cli.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.model.data.LogException;
import freshet.model.data.LogSummary;
import freshet.model.data.LoggedEvent;
import freshet.model.session.ItemEvent;
import freshet.schema.CapturedEvent;
import freshet.schema.EventCoordinates;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AvroFolderTest {
    private static final long TIME = 1_700_000_000_000L;

    @TempDir
    Path folder;

    private final List<LoggedEvent> events = new ArrayList<>();

    private LogSummary read() {
        return LogInput.read(folder, new AvroFormat(), events::add, new PrintWriter(Writer.nullWriter()));
    }

    private static CapturedEvent event(String item, long said, long counted) {
        return new CapturedEvent(
                "s",
                item,
                Instant.ofEpochMilli(said),
                "view",
                null,
                null,
                Map.of(),
                Instant.ofEpochMilli(counted),
                new EventCoordinates("events", 0, 0L),
                null);
    }

    private void write(String name, long begun, CapturedEvent... captured) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        try (var writer = new DataFileWriter<CapturedEvent>(new SpecificDatumWriter<>(
                CapturedEvent.getClassSchema(), SpecificData.getForClass(CapturedEvent.class)))) {
            writer.setMeta("freshet.begun", begun);
            writer.create(CapturedEvent.getClassSchema(), file.toFile());
            for (CapturedEvent event : captured) {
                writer.append(event);
            }
        }
    }

    private List<String> items() {
        return events.stream().map(logged -> logged.event().itemId()).toList();
    }

    @Test
    void filesAreReadByHourAndThenByTheirBeginning() throws IOException {
        write("date=2026-01-31/hour=10/events-a-0.avro", 30, event("fourth", TIME, TIME));
        write("date=2026-01-31/hour=09/events-z-0.avro", 10, event("first", TIME, TIME));
        write("date=2026-01-31/hour=09/events-a-1.avro", 20, event("second", TIME, TIME));
        write("date=2026-01-31/hour=09/events-a-2.avro", 25, event("third", TIME, TIME));

        LogSummary summary = read();

        assertThat(items()).containsExactly("first", "second", "third", "fourth");
        assertThat(summary).isEqualTo(new LogSummary("record", 4, 4, 0, List.of(), Map.of("view", 4L)));
    }

    @Test
    void filesThatAreStillWrittenArePassedOver() throws IOException {
        write("hour/events-a-0.avro", 1, event("whole", TIME, TIME));
        Files.writeString(folder.resolve("hour/.events-a-1.avro.inprogress.0f"), "Obj");
        Files.writeString(folder.resolve("_SUCCESS"), "");

        read();

        assertThat(items()).containsExactly("whole");
    }

    @Test
    void anEventFromAClockAheadHasThePlaceThatTheJobGaveIt() throws IOException {
        write("events.avro", 1, event("ahead", TIME + 500, TIME));

        read();

        assertThat(events).extracting(LoggedEvent::event).containsExactly(new ItemEvent("ahead", TIME, "view", 0, 500));
    }

    @Test
    void aFolderWithoutFinishedFilesIsRefused() throws IOException {
        Files.writeString(folder.resolve(".events-a-1.avro.inprogress.0f"), "Obj");
        assertThatThrownBy(this::read)
                .isInstanceOf(LogException.class)
                .hasMessageStartingWith("log " + folder + " is a folder without a finished Avro container file (hidden"
                        + " or unfinished: 1); ");
    }

    @Test
    void aForeignFileInTheFolderIsNamed() throws IOException {
        write("events.avro", 1, event("i", TIME, TIME));
        Files.writeString(folder.resolve("notes.txt"), "remember the milk");
        assertThatThrownBy(this::read)
                .isInstanceOf(LogException.class)
                .hasMessage("log " + folder + ": file notes.txt: this is no Avro object container file; take it out of"
                        + " the folder, or let its name begin with a dot");
    }
}
