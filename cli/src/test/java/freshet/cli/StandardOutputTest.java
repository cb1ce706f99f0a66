package freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** An answer that is lost is a failure. */
class StandardOutputTest {

    @Test
    @EnabledOnOs(OS.LINUX) // has a disk that is always full
    void aFullDiskIsOneLineAndStatusOne() throws Exception {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "freshet.cli.Freshet",
                        "similar",
                        "--help"))
                .redirectOutput(Path.of("/dev/full").toFile())
                .start();

        String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(1);
        assertThat(said)
                .endsWith("freshet: standard output cannot be written: No space left on device; what was printed is"
                        + " not whole: put that right and run the command again" + System.lineSeparator());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theFirstReasonIsRemembered() throws IOException {
        StandardOutput output = new StandardOutput(Files.newOutputStream(Path.of("/dev/full")));
        assertThat(output.loss()).isEmpty();

        writeLine(output);
        output.close();
        writeLine(output);

        assertThat(output.loss().orElseThrow()).contains("No space left on device");
    }

    @Test
    void whatIsWrittenPassesThrough() throws IOException {
        try (PipedOutputStream real = new PipedOutputStream();
                PipedInputStream read = new PipedInputStream(real)) {
            StandardOutput output = new StandardOutput(real);
            output.write("ab".getBytes(StandardCharsets.UTF_8));
            output.write('c');

            assertThat(new String(read.readNBytes(3), StandardCharsets.UTF_8)).isEqualTo("abc");
            assertThat(output.loss()).isEmpty();
        }
    }

    private static void writeLine(OutputStream output) {
        try {
            output.write("line\n".getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            assertThat(e).hasMessage("No space left on device");
        }
    }
}
