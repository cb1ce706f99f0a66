package freshet.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.testing.CommandRun;
import freshet.model.bundle.BundleFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrationTest {
    @TempDir
    Path folder;

    @Test
    void probabilitiesAreFittedUnlessThatIsSwitchedOff() throws IOException {
        CommandRun fitted = train(400, "fitted.safetensors");
        assertThat(BundleFile.read(folder.resolve("fitted.safetensors")).calibration())
                .isPresent();
        assertThat(fitted.out()).contains("probabilities fitted to 240 predictions in validation sessions");

        CommandRun off = train(400, "off.safetensors", "--no-calibration");
        assertThat(BundleFile.read(folder.resolve("off.safetensors")).calibration())
                .isEmpty();
        assertThat(off.out()).doesNotContain("probabilities");
    }

    @Test
    void tooFewValidationSessionsAreNamed() throws IOException {
        CommandRun few = train(60, "few.safetensors");
        assertThat(BundleFile.read(folder.resolve("few.safetensors")).calibration())
                .isEmpty();
        assertThat(few.out()).contains("have 36 predictions of items that the model knows, and fitting takes 200");
    }

    private CommandRun train(int count, String output, String... more) throws IOException {
        StringBuilder sessions = new StringBuilder();
        for (int i = 0; i < count; i++) {
            sessions.append(i % 5)
                    .append(' ')
                    .append((i + 1) % 5)
                    .append(' ')
                    .append(i * i % 5)
                    .append('\n');
        }
        Path log = Files.writeString(folder.resolve("log.txt"), sessions.toString());
        String[] arguments = {
            "--train",
            log.toString(),
            "--format",
            "sequences",
            "--min-support",
            "1",
            "--session-gap",
            "none",
            "--validate-share",
            "0.3",
            "--set",
            "layers=8",
            "--set",
            "epochs=2",
            "--no-report",
            "--output",
            folder.resolve(output).toString()
        };
        String[] all = new String[arguments.length + more.length];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return CommandRun.of(new TrainCommand(), all);
    }
}
