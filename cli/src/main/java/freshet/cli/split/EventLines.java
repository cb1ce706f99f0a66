package freshet.cli.split;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import freshet.model.data.Session;
import freshet.model.file.WholeFile;
import freshet.model.session.ItemEvent;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * Writes sessions as a log of the format {@code jsonl}: session by session, a line per event.
 * Immutable.
 *
 * @param eventIds the producer's ids by their keys
 */
record EventLines(Map<Long, String> eventIds) {
    private static final String GZIP = ".gz";
    private static final SerializedString LINE_END = new SerializedString("\n");

    /**
     * Writes a file whole or not at all; by gzip if its name ends in {@code .gz}.
     *
     * @throws IOException if it cannot be written
     */
    void write(Path file, List<Session> sessions) throws IOException {
        WholeFile.write(file, channel -> {
            OutputStream plain = Channels.newOutputStream(channel);
            if (file.getFileName().toString().endsWith(GZIP)) {
                GZIPOutputStream zipped = new GZIPOutputStream(plain);
                lines(zipped, sessions);
                zipped.finish();
            } else {
                lines(plain, sessions);
            }
        });
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
                json.writeNumberField("eventTime", event.saidMillis());
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
