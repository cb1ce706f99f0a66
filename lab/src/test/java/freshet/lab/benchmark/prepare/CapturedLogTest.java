package freshet.lab.benchmark.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.log.AvroFormat;
import freshet.cli.log.EventTypes;
import freshet.cli.log.LogInput;
import freshet.cli.log.SessionLog;
import freshet.model.session.SessionRules;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CapturedLogTest {
    private static final int EVENTS = 50_000;
    private static final PrintWriter NOWHERE = new PrintWriter(Writer.nullWriter());

    @TempDir
    Path folder;

    @Test
    void itReadsAsSessionsAsLongAsReal_theSameEachTime() throws IOException {
        SessionLog log = written("once");

        assertThat(log.summary().events()).isEqualTo(EVENTS);
        assertThat((double) EVENTS / log.sessions().size()).isBetween(3.5, 5.0);
        assertThat(written("again").sessions()).isEqualTo(log.sessions());
        List<Path> files = LogInput.files(folder.resolve("once"), new AvroFormat());
        assertThat(files).hasSize(24 * 2);
        assertThat(folder.resolve("once").relativize(files.get(0)))
                .isEqualTo(Path.of("date=2026-01-01", "hour=00", "part-0.avro"));
    }

    private SessionLog written(String name) throws IOException {
        new CapturedLog(1_000, EVENTS, 2).write(folder.resolve(name), done -> {});
        return SessionLog.read(
                folder.resolve(name),
                new AvroFormat(),
                EventTypes.ALL,
                new SessionRules(SessionRules.NO_GAP, SessionRules.MOST_ITEMS),
                NOWHERE);
    }
}
