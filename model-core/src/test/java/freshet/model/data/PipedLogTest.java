package freshet.model.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.model.data.format.LogFormats;
import freshet.model.data.table.TableFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log is read from a pipe as from a file: {@code /dev/stdin}, {@code <(zcat …)}. */
class PipedLogTest {
    private static final LogFormat SEQUENCES = LogFormats.named("sequences");
    private static final int LINES = 50_000; // more than a pipe holds

    @TempDir
    Path folder = Path.of("");

    @Test
    void text_isReadToItsEnd() throws Exception {
        assertThat(readFromPipe("a b\n".repeat(LINES).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(2 * LINES);
    }

    @Test
    void gzipOfSeveralMembers_isReadToItsEnd() throws Exception {
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        for (int member = 0; member < 3; member++) {
            GZIPOutputStream gzip = new GZIPOutputStream(members);
            gzip.write("a b\n".repeat(LINES).getBytes(StandardCharsets.UTF_8));
            gzip.finish();
        }
        assertThat(readFromPipe(members.toByteArray())).isEqualTo(3 * 2 * LINES);
    }

    @Test
    void aTable_isGuessedAndReadToItsEnd() throws Exception {
        String table = "session,sku,time\n" + "s,a,1790000000\n".repeat(LINES);
        assertThat(readFromPipe(table.getBytes(StandardCharsets.UTF_8), TableFormat.csv()))
                .isEqualTo(LINES);
    }

    @Test
    void aPipeThatGivesNothing_saysThatItIsReadOnce() {
        assertThatThrownBy(() -> readFromPipe(new byte[0]))
                .isInstanceOf(LogException.class)
                .hasMessageContaining("is empty")
                .hasMessageEndingWith("a pipe can be read once, name it once");
    }

    private long readFromPipe(byte[] bytes) throws Exception {
        return readFromPipe(bytes, SEQUENCES);
    }

    private long readFromPipe(byte[] bytes, LogFormat format) throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> write(pipe, bytes));
        long events = EventLog.read(pipe, format, event -> {}).events();
        writer.get();
        return events;
    }

    private static void write(Path pipe, byte[] bytes) {
        try (var out = Files.newOutputStream(pipe)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new IllegalStateException("the pipe takes all bytes", e);
        }
    }
}
