package freshet.cli.split;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import freshet.cli.CommandException;
import freshet.model.data.Session;
import freshet.model.file.IoReason;
import freshet.model.file.WholeFile;
import freshet.model.session.ItemEvent;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * Writes sessions as logs of the format {@code jsonl}: session by session, a line per event.
 * Immutable.
 *
 * @param eventIds the producer's ids by their keys; an event holds its key alone
 */
record EventLines(Map<Long, String> eventIds) {
    private static final String GZIP = ".gz";
    private static final String JSON_LINES = ".jsonl";
    private static final SerializedString LINE_END = new SerializedString("\n");

    /** Whether a file's name says what is written to it: {@code .jsonl} or {@code .jsonl.gz}. */
    static boolean named(Path file) {
        String name = name(file);
        return (zipped(file) ? name.substring(0, name.length() - GZIP.length()) : name).endsWith(JSON_LINES);
    }

    /**
     * Writes all parts or none; by gzip where a name ends in {@code .gz}.
     *
     * @throws CommandException if one cannot be written
     */
    void write(List<Part> parts) {
        Map<Path, WholeFile.Content> contents = new LinkedHashMap<>();
        parts.forEach(part -> contents.put(part.file(), channel -> {
            OutputStream plain = Channels.newOutputStream(channel);
            if (zipped(part.file())) {
                GZIPOutputStream zipped = new GZIPOutputStream(plain);
                lines(zipped, part.sessions());
                zipped.finish();
            } else {
                lines(plain, part.sessions());
            }
        }));
        try {
            WholeFile.writeAll(contents);
        } catch (FileSystemException e) {
            Part faulty = parts.stream()
                    .filter(part -> part.file().toString().equals(e.getFile()))
                    .findFirst()
                    .orElseThrow();
            throw new CommandException(
                    Part.option(faulty.name()) + " " + faulty.file() + " cannot be written: " + IoReason.of(e)
                            + "; put that right or name another file, and split again",
                    e);
        }
    }

    private static boolean zipped(Path file) {
        return name(file).endsWith(GZIP);
    }

    private static String name(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT);
    }

    private void lines(OutputStream out, List<Session> sessions) throws IOException {
        BufferedOutputStream buffered = new BufferedOutputStream(out);
        JsonGenerator json = new JsonFactory().createGenerator(buffered);
        json.setRootValueSeparator(LINE_END);
        for (Session session : sessions) {
            for (ItemEvent event : session.events()) {
                json.writeStartObject();
                json.writeStringField("sessionId", session.key());
                json.writeStringField("itemId", event.itemId());
                json.writeNumberField("eventTime", event.timeMillis());
                json.writeStringField("eventType", event.type());
                if (event.eventKey() != ItemEvent.NO_KEY) {
                    json.writeStringField("eventId", eventIds.get(event.eventKey()));
                }
                json.writeEndObject();
            }
        }
        json.flush(); // the file is closed by its owner
        buffered.write('\n');
        buffered.flush();
    }
}
