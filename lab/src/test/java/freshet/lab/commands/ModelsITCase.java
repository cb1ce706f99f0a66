package freshet.lab.commands;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.CommandException;
import freshet.cli.kafka.TopicNames;
import freshet.cli.models.ModelsCommand;
import freshet.cli.publish.PublishCommand;
import freshet.cli.testing.CommandRun;
import freshet.cli.train.TrainCommand;
import freshet.lab.RunningKafka;
import freshet.model.bundle.BundleFile;
import freshet.schema.EventCoordinates;
import freshet.schema.Recommendation;
import freshet.schema.RecommendationSource;
import freshet.schema.codec.SingleObjectCodec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

final class ModelsITCase {
    private static final SingleObjectCodec<Recommendation> ANSWERS = new SingleObjectCodec<>(Recommendation.class);
    private static final int TWO_MODELS = 2;

    @TempDir
    private static Path folder;

    private static RunningKafka kafka;
    private static List<Path> bundles;

    @TempDir
    private Path scratch;

    private Path store;
    private TopicNames topics;

    @BeforeAll
    static void start() throws Exception {
        kafka = new RunningKafka(folder.resolve("kafka"));
        bundles = List.of(train("a b c"), train("a b d"), train("a c d"));
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @BeforeEach
    void aDeployment(TestInfo test) {
        store = scratch.resolve("store");
        topics = kafka.topics(test.getTestMethod().orElseThrow().getName(), 2);
    }

    @Test
    void whatIsAnnouncedAndWhatAnswersIsShown() throws Exception {
        publish(0, "default", "first");
        publish(1, "default", "second");
        publish(2, "other", "");
        answer(0, 1, 3);
        answer(1, 2, 2);
        answer(1, 7, 1);
        Files.delete(stored().get(0));

        CommandRun run = models();

        assertThat(run.failure()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .containsSubsequence(
                        "model default",
                        "  version 2, announced ",
                        ", the highest",
                        "    bundle    file:",
                        "    note      second",
                        "  version 1, announced ",
                        "    note      first",
                        "model other",
                        "  version 1, announced ",
                        "the newest 6 answers on topic " + topics.recommendations(),
                        "  version 7: 16.7 %, the last at ",
                        "; its announcement is no longer on the topic",
                        "  version 2: 33.3 %, the last at 2026-01-01T00:00:01Z; of model default",
                        "  version 1: 50.0 %, the last at 2026-01-01T00:00:02Z; of model default or other");
        assertThat(run.out().lines().filter(line -> line.startsWith("    state     present, 0.0 MB")))
                .hasSize(TWO_MODELS);
        assertThat(run.out()).containsOnlyOnce("    state     missing here\n");
        assertThat(run.out().lines().filter(line -> line.equals("    model     markov, 3 items")))
                .hasSize(TWO_MODELS);
    }

    @Test
    void aTrialIsShownAndItsBundleIsKept() throws Exception {
        publish(0, "default", "old");
        publish(1, "default", "tried", "--challenger", "--share=0.05", "--shadow=0.2");
        answer(1, 2, 1);

        assertThat(models().out())
                .containsSubsequence(
                        "model default",
                        "  version 2, announced ",
                        ", the challenger: answers 5.0 % of the sessions, 20.0 % in the shadow",
                        "    note      tried",
                        "  version 1, announced ",
                        ", the champion",
                        "  version 2: 100.0 %",
                        "; of model default");

        publish(2, "default", "new");
        assertThat(models().out())
                .contains(", a challenger whose trial is over: a champion of a higher version was announced");
    }

    @Test
    void aTrialIsEndedOrItsChallengerPromoted() throws Exception {
        publish(0, "default", "old");
        assertThat(models("--end-trial=default").failure()).get().satisfies(e -> assertThat(e)
                .hasMessage("no challenger of model default is announced"));
        publish(1, "default", "tried", "--challenger", "--share=0.05");
        assertThat(models("--end-trial=default").out()).isEqualTo("ended the trial of version 2 of model default\n");
        assertThat(models("--promote=default").failure()).get().satisfies(e -> assertThat(e)
                .hasMessage("no challenger of model default is on trial; publish one with --challenger"));

        publish(1, "default", "tried again", "--challenger", "--share=0.05");
        assertThat(models("--promote=default").out())
                .isEqualTo("announced version 4 of model default: the challenger is the champion\n");
        assertThat(models().out())
                .contains("version 4, announced ", ", the highest")
                .doesNotContain("challenger");
        assertThat(models("--promote=default", "--end-trial=default").err()).contains("give one of them");
    }

    @Test
    void theNewestAnswersAloneTell() throws Exception {
        answer(0, 1, 5);
        answer(1, 2, 5);

        assertThat(models("--answers=3").out())
                .contains("no model is announced on topic " + topics.models(), "the newest 3 answers on topic ");
    }

    @Test
    void aBundleOfOtherBytesIsDamaged() throws Exception {
        publish(0, "default", "");
        Files.copy(bundles.get(1), stored().get(0), StandardCopyOption.REPLACE_EXISTING);

        assertThat(models().out()).contains("    state     damaged: its SHA-256 is not the announced one, ");
    }

    @Test
    void whatNobodyNeedsIsListedAndDeletedOnceToldSo() throws Exception {
        publish(0, "default", "");
        publish(1, "default", "");
        publish(2, "default", "");
        List<Path> bundle = stored();
        Path part = Files.writeString(
                store.resolve("." + bundle.get(0).getFileName() + ".00000000-0000-0000-0000-000000000000.part"),
                "half");
        Path foreign = Files.writeString(store.resolve("notes.safetensors"), "mine");
        Path disguised = Files.writeString(store.resolve("x-" + "0".repeat(64) + ".safetensors"), "no bundle");
        for (Path file : files()) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(10))));
        }
        Path first = named(bundles.get(0));
        answer(0, 2, 1);

        CommandRun young = prune("--keep=0", "--older-than=11d");
        assertThat(young.out()).startsWith("0 of 4 files are not needed, 0.0 MB; 2 others are no bundles of publish");

        CommandRun listed = prune("--keep=0");
        assertThat(listed.failure()).isEmpty();
        assertThat(listed.out())
                .contains(
                        first + "  ", part + "  ", "half-written", "2 of 4 files are not needed", "nothing is deleted;")
                .doesNotContain(
                        named(bundles.get(1)).toString(), named(bundles.get(2)).toString());
        assertThat(files()).as("nothing is deleted").hasSize(6);

        CommandRun deleted = prune("--keep=0", "--yes");
        assertThat(deleted.status()).isZero();
        assertThat(deleted.out()).endsWith("deleted" + System.lineSeparator());
        assertThat(files()).containsExactlyInAnyOrder(named(bundles.get(1)), named(bundles.get(2)), foreign, disguised);
    }

    @Test
    void nothingIsDeletedWhileAnUnknownVersionAnswers() throws Exception {
        publish(0, "default", "");
        publish(1, "default", "");
        for (Path file : files()) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        }
        answer(0, 9, 1);

        CommandRun run = prune("--keep=0", "--yes");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.failure()).get().satisfies(e -> assertThat(e)
                .isInstanceOf(CommandException.class)
                .hasMessageStartingWith("version 9 is in the newest answers, but its announcement is no longer"));
        assertThat(files()).hasSize(2);
    }

    @Test
    void optionsThatMakeNoSenseAreNamed() {
        assertThat(models("--prune").status()).isEqualTo(2);
        assertThat(models("--yes").status()).isEqualTo(2);
        assertThat(models("--answers=0").status()).isEqualTo(2);
        assertThat(models("--prune", "--store=s3://bucket/models").failure())
                .get()
                .satisfies(e -> assertThat(e)
                        .hasMessageStartingWith("--store s3://bucket/models is no folder of this machine; "));
    }

    private CommandRun prune(String... more) {
        return models(Stream.concat(Stream.of("--prune", "--store=" + store), Stream.of(more))
                .toArray(String[]::new));
    }

    private CommandRun models(String... more) {
        return CommandRun.of(
                new ModelsCommand(),
                Stream.concat(
                                Stream.of(
                                        "--bootstrap-servers=" + kafka.bootstrapServers(),
                                        "--models-topic=" + topics.models(),
                                        "--recommendations-topic=" + topics.recommendations()),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    private void publish(int bundle, String name, String note, String... more) {
        CommandRun run = CommandRun.of(
                new PublishCommand(),
                Stream.concat(
                                Stream.of(
                                        "--bootstrap-servers=" + kafka.bootstrapServers(),
                                        "--models-topic=" + topics.models(),
                                        "--model=" + bundles.get(bundle),
                                        "--store=" + store,
                                        "--name=" + name,
                                        "--note=" + note),
                                Stream.of(more))
                        .toArray(String[]::new));
        assertThat(run.failure()).isEmpty();
    }

    /** Answers by a version, a second apart. */
    private void answer(int partition, long version, int count) throws Exception {
        try (Producer<byte[], byte[]> producer = kafka.connection().producer()) {
            for (int i = 0; i < count; i++) {
                Instant at = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(i);
                byte[] answer = ANSWERS.encode(new Recommendation(
                        "s",
                        new EventCoordinates(topics.events(), 0, (long) i),
                        at,
                        version,
                        RecommendationSource.MODEL,
                        1,
                        List.of(),
                        at));
                producer.send(new ProducerRecord<>(
                                topics.recommendations(), partition, "s".getBytes(StandardCharsets.UTF_8), answer))
                        .get();
            }
        }
    }

    /** The bundles in the store in the order in which they were trained. */
    private List<Path> stored() {
        return bundles.stream().map(this::named).filter(Files::exists).toList();
    }

    private Path named(Path bundle) {
        String sha256 = BundleFile.sha256(bundle);
        return store.resolve("default-" + sha256 + ".safetensors");
    }

    private List<Path> files() throws Exception {
        try (Stream<Path> files = Files.list(store)) {
            return files.toList();
        }
    }

    private static Path train(String session) throws Exception {
        String name = session.replace(" ", "");
        Path log = Files.writeString(folder.resolve(name + ".txt"), (session + "\n").repeat(5));
        Path bundle = folder.resolve(name + ".safetensors");
        CommandRun run = CommandRun.of(
                new TrainCommand(),
                "--model=markov",
                "--train=" + log,
                "--format=sequences",
                "--no-report",
                "--output=" + bundle);
        assertThat(run.failure()).isEmpty();
        return bundle;
    }
}
