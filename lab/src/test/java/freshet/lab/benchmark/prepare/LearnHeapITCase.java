package freshet.lab.benchmark.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.kafka.TopicNames;
import freshet.cli.kafka.Topics;
import freshet.cli.testing.Patience;
import freshet.lab.AllCommands;
import freshet.lab.RunningKafka;
import freshet.model.bundle.BundleFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code freshet learn} in a JVM whose heap is a fraction of what the captured events would take
 * there: a million of them need 160 MB as objects.
 */
@Tag("faults")
class LearnHeapITCase {
    private static final int EVENTS = 2_000_000;
    private static final String HEAP = "-Xmx64m";
    private static final TopicNames TOPICS =
            TopicNames.DEFAULT.withShadow(TopicNames.USUAL_SHADOW).withRollouts(TopicNames.USUAL_ROLLOUTS);

    @TempDir
    private Path folder;

    @Test
    void whatIsCapturedIsFiveTimesTheHeapThatLearnsIt() throws Exception {
        new CapturedLog(1_000, EVENTS, 2).write(folder.resolve("captured"), done -> {});
        try (RunningKafka kafka = new RunningKafka(folder.resolve("kafka"))) {
            try (Admin admin = kafka.connection().admin()) {
                Topics.create(admin, TOPICS, 1);
            }
            assertThat(learn(kafka)).contains("48 captured files: 2,000,000 events", "version 1 is the champion");
            assertThat(BundleFile.read(folder.resolve("work/candidate.safetensors"))
                            .kind())
                    .isEqualTo("popularity");
        }
    }

    private String learn(RunningKafka kafka) throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-cp",
                System.getProperty("java.class.path"),
                "-Dfreshet.log=" + folder.resolve("log"),
                AllCommands.class.getName(),
                "learn",
                "--bootstrap-servers=" + kafka.bootstrapServers(),
                "--capture=" + folder.resolve("captured"),
                "--store=" + folder.resolve("store"),
                "--work=" + folder.resolve("work"),
                "--model=popularity"));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            assertThat(process.waitFor(Patience.LONG.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(out)).isZero();
        return Files.readString(out);
    }
}
