package freshet.job.prepare;

import freshet.model.data.run.RunWriter;
import freshet.model.data.run.SessionRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.java.tuple.Tuple2;

/**
 * Writes one run, which has its name once it is whole: a task that is started again writes another
 * file, and the last whole one counts.
 */
final class RunSinkWriter implements SinkWriter<Tuple2<Long, byte[]>> {
    private final Path part;
    private final Path run;
    private final RunWriter writer;
    private final List<SessionRecord> waiting = new ArrayList<>(); // those that start last, at once

    RunSinkWriter(Path output, String name, String attempt) throws IOException {
        this.part = output.resolve("." + name + "." + attempt + "." + UUID.randomUUID());
        this.run = output.resolve(name);
        this.writer = new RunWriter(Files.newOutputStream(part));
    }

    @Override
    public void write(Tuple2<Long, byte[]> session, Context context) throws IOException {
        if (!waiting.isEmpty() && waiting.get(0).start() != session.f0) {
            if (session.f0 < waiting.get(0).start()) {
                throw new IllegalStateException("a session of " + session.f0 + " comes behind one of "
                        + waiting.get(0).start());
            }
            writeWaiting();
        }
        waiting.add(SessionRecord.of(session.f1));
    }

    private void writeWaiting() throws IOException {
        waiting.sort(SessionRecord.BY_START);
        for (SessionRecord session : waiting) {
            writer.write(session.session());
        }
        waiting.clear();
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
        if (endOfInput) {
            writeWaiting();
            writer.finish();
            writer.close();
            Files.move(part, run, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    @Override
    public void close() throws IOException {
        writer.close();
        Files.deleteIfExists(part);
    }
}
