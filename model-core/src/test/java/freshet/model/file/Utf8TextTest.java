package freshet.model.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Utf8TextTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void linesEndByLfOrCrlf() {
        assertThat(Utf8Text.lines("a\r\n b \n\nc")).containsExactly("a", " b ", "", "c");
        assertThat(Utf8Text.lines("a\n")).containsExactly("a");
        assertThat(Utf8Text.lines("")).isEmpty();
    }

    @Test
    void marksBeforeLines_areTakenOff() throws IOException {
        assertThat(read("\ufeffKäse\n\ufeffb\ufeff\n", StandardCharsets.UTF_8)).isEqualTo("Käse\nb\ufeff\n");
    }

    @Test
    void utf16_isToldByItsMark() {
        for (Charset charset : new Charset[] {StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE}) {
            assertThatThrownBy(() -> read("\ufeffa\n", charset))
                    .isInstanceOf(NotTextException.class)
                    .hasMessage("it is UTF-16 text; write it in UTF-8");
        }
    }

    @Test
    void gzip_isToldByItsFirstBytes() {
        assertThatThrownBy(() -> read("\u001f\u008b\b\u0000", StandardCharsets.ISO_8859_1))
                .isInstanceOf(NotTextException.class)
                .hasMessage("it is compressed by gzip; uncompress it");
    }

    @Test
    void theLineThatIsNoUtf8_isNamed() {
        assertThatThrownBy(() -> read("a\n\nKäse\n", StandardCharsets.ISO_8859_1))
                .isInstanceOf(NotTextException.class)
                .hasMessage("line 3 is not UTF-8; write the file in UTF-8");
    }

    @Test
    void aPipe_isReadToItsEnd() throws Exception {
        String text = "epochs=1..3\n".repeat(20_000); // more than a pipe holds
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        CompletableFuture<Path> writer = CompletableFuture.supplyAsync(() -> write(pipe, text));

        assertThat(Utf8Text.read(pipe)).isEqualTo(text);
        writer.get();
    }

    private static String read(String text, Charset charset) throws IOException {
        return Utf8Text.read(new ByteArrayInputStream(text.getBytes(charset)));
    }

    private static Path write(Path file, String text) {
        try (var out = Files.newOutputStream(file)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            return file;
        } catch (IOException e) {
            throw new IllegalStateException("the pipe takes all bytes", e);
        }
    }
}
