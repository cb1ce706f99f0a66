package freshet.lab.documents;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.lab.MachineProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The export on which {@code docs/FIRST-HOUR.md} trains. */
class FirstHourExportTest {
    private static final Path EXPORT = Path.of("..", "docs", "first-hour");

    @TempDir
    private Path folder;

    @Test
    void theScriptBesideItMakesIt() throws Exception {
        List<String> made = MachineProgram.run(
                folder,
                Map.of(),
                List.of("awk", "-f", EXPORT.resolve("clicks.awk").toString()));
        assertThat(made).isEqualTo(Files.readAllLines(EXPORT.resolve("clicks.csv")));
    }

    @Test
    void itHasThreeHundredSessions() throws Exception {
        List<String> lines = Files.readAllLines(EXPORT.resolve("clicks.csv"));
        assertThat(lines).first().isEqualTo("session_id,item_id,timestamp,event_type");
        assertThat(lines.stream().skip(1).map(line -> line.split(",")[0]).distinct())
                .hasSize(300);
    }
}
