package freshet.lab.demo;

import static freshet.cli.testing.Patience.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.Interruption;
import freshet.cli.SessionGap;
import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.TopicNames;
import freshet.cli.kafka.TopicSnapshot;
import freshet.trainer.Trainers;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.Consumer;
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
                Optional.empty(),
                true,
                "gru4rec",
                Trainers.named("gru4rec", Map.of("layers", "16", "epochs", "1", "n_sample", "64")),
                SessionGap.parse("30min"),
                "at-least-once",
                0,
                Optional.of(keep),
                "",
                0,
                false,
                Optional.empty(),
                false);
        Traffic shop = ShopTraffic.of(Duration.ofHours(1), 200, 240, 7);
        Traffic traffic = new Traffic(
                shop.past(),
                shop.live(),
                shop.start(),
                shop.pace(),
                OptionalLong.of(2_400),
                shop.titles(),
                shop.words()); // half: trains
        Interruption interruption = new Interruption();
        ExecutorService user = Executors.newSingleThreadExecutor();
        boolean whole;
        try (DemoView view = new DemoView(new Screen(out, false, false, 100))) {
            user.execute(() -> endAfterTheSwap(interruption));
            whole = new Demo(settings, traffic, view, out, interruption).run();
        } finally {
            user.shutdownNow();
        }

        assertThat(whole).as(written.toString()).isTrue();
        assertThat(written.toString())
                .contains("version 1 answers now", "version 2 answers now; version 1 ended with Recall@20")
                .contains("The ledger is whole")
                .containsPattern("version 2 +Recall@20 0\\.\\d+")
                .contains("DUPLICATE");
        assertThat(keep).isDirectoryContaining("glob:**/model-2.safetensors").isDirectoryNotContaining("glob:**/kafka");
    }

    /** Lets the second version answer some hundreds of events, by which it can be judged. */
    private void endAfterTheSwap(Interruption interruption) {
        try {
            eventually().until(() -> written.toString().contains("version 2 answers now"));
            Matcher kafka = Pattern.compile("Kafka (\\S+),").matcher(written.toString());
            assertThat(kafka.find()).isTrue();
            KafkaConnection connection = KafkaConnection.plain(kafka.group(1));
            long before = answers(connection);
            eventually().until(() -> answers(connection) > before + 500);
        } finally {
            interruption.ask();
        }
    }

    private static long answers(KafkaConnection connection) {
        AtomicLong records = new AtomicLong();
        try (Consumer<byte[], byte[]> consumer = connection.consumer()) {
            new TopicSnapshot(consumer, TopicNames.DEFAULT.recommendations()).read(record -> records.incrementAndGet());
        }
        return records.get();
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
                0,
                false,
                Optional.empty(),
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
