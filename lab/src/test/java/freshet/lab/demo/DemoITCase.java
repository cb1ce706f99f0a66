package freshet.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.Interruption;
import freshet.cli.SessionGap;
import freshet.trainer.Trainers;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoITCase {
    @TempDir
    Path folder;

    private final StringWriter written = new StringWriter();

    @Test
    void aShortDemoServesTwoVersionsAndAccountsForEveryEvent() throws Exception {
        PrintWriter out = new PrintWriter(written);
        Path keep = folder.resolve("kept");
        DemoSettings settings = new DemoSettings(
                Optional.of(Duration.ofSeconds(12)),
                true,
                "gru4rec",
                Trainers.named("gru4rec", Map.of("layers", "16", "epochs", "1", "n_sample", "64")),
                SessionGap.parse("30min"),
                "at-least-once",
                0,
                Optional.of(keep),
                "",
                false);
        Traffic traffic = ShopTraffic.of(Duration.ofHours(1), 200, 240, 7);

        boolean whole;
        try (DemoView view = new DemoView(new Screen(out, false, false, 100))) {
            whole = new Demo(settings, traffic, view, out, new Interruption()).run();
        }

        assertThat(whole).as(written.toString()).isTrue();
        assertThat(written.toString())
                .contains("version 1 answers now", "version 2 answers now; version 1 ended with Recall@20")
                .contains("The ledger is whole")
                .containsPattern("version 2 +Recall@20 0\\.\\d+")
                .contains("DUPLICATE");
        assertThat(keep).isDirectoryContaining("glob:**/model-2.safetensors").isDirectoryNotContaining("glob:**/kafka");
    }

    @Test
    void anInterruptedDemoLeavesNothingBehind() throws Exception {
        PrintWriter out = new PrintWriter(written);
        Interruption interruption = new Interruption();
        DemoSettings settings = new DemoSettings(
                Optional.empty(),
                false,
                "markov",
                Trainers.named("markov", Map.of()),
                SessionGap.parse("30min"),
                "exactly-once",
                0,
                Optional.empty(),
                "",
                false);
        interruption.ask();

        try (DemoView view = new DemoView(new Screen(out, false, false, 100))) {
            boolean whole =
                    new Demo(settings, ShopTraffic.of(Duration.ofHours(1), 200, 240, 7), view, out, interruption).run();

            assertThat(whole).as(written.toString()).isTrue();
        }
        assertThat(Path.of(System.getProperty("java.io.tmpdir")))
                .isDirectoryNotContaining("glob:**/freshet-{demo,flink}*");
    }
}
