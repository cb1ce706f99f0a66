package freshet.lab.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedLogTest {
    @TempDir
    Path folder;

    @Test
    void aLogHasAHeaderAndTheEventsOfASessionTogether() throws IOException {
        List<ShopEvent> clicks = List.of(
                new ShopEvent("v0", "12", 1_767_225_600_007L, "v0-1"),
                new ShopEvent("v1", "13", 1_767_225_601_000L, "v1-1"),
                new ShopEvent("v0", "14", 1_767_225_602_500L, "v0-2"),
                new ShopEvent("v1", "15", 1_767_225_603_000L, "v1-2"));
        Path log = folder.resolve("log.tsv");

        long events = SimulatedLog.write(clicks.iterator(), 1_767_225_603_000L, log);

        assertThat(events).isEqualTo(3);
        assertThat(Files.readString(log))
                .isEqualTo(
                        """
                        SessionId\tItemId\tTime
                        v0\t12\t1767225600.007
                        v0\t14\t1767225602.500
                        v1\t13\t1767225601.000
                        """);
    }

    @Test
    void aNameThatEndsInGzGivesACompressedLog() throws IOException {
        Path log = folder.resolve("log.tsv.gz");
        ShopSettings settings = ShopSettings.DEFAULT;

        long events = SimulatedLog.write(new Shop(settings), settings.start().toEpochMilli() + 600_000, log);

        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(log)), StandardCharsets.UTF_8))) {
            assertThat(lines.lines().count()).isEqualTo(events + 1).isGreaterThan(100);
        }
    }
}
